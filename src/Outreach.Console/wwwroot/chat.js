// The assistant on any page:  <script type="module" src="https://HOST/chat.js"></script>   (?lang=en for English)
// Elements with the attribute data-chat-open open it too; they may be hidden until this script is there.
import { Line } from './chat/line.js';
import { Panel } from './chat/panel.js';

const base = new URL('.', import.meta.url);
const lang = new URL(import.meta.url).searchParams.get('lang') === 'en' ? 'en' : 'vi';

const texts = await (await fetch(new URL(`chat/texts?lang=${lang}`, base))).json();
const host = document.createElement('outreach-chat');
host.lang = lang;
const panel = new Panel(host.attachShadow({ mode: 'open' }), new Line(base, lang), texts, new URL('chat/chat.css', base));
document.body.append(host);

for (const opener of document.querySelectorAll('[data-chat-open]')) {
  opener.hidden = false;
  opener.addEventListener('click', () => panel.open(opener));
}
