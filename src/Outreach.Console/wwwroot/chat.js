// The assistant on any page:  <script type="module" src="https://HOST/chat.js"></script>   (?lang=en for English)
// Elements with the attribute data-chat-open open it too; they may be hidden until this script is there.
// Until somebody opens it there is a button and nothing else; then Web Chat comes in a frame from the same host, where neither
// this page's styles nor its rules for scripts reach it. The texts are refused to pages that may not carry the chat, so such
// a page gets no button.
const SPEECH = 'M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-7l-6 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z';
const CROSS = 'M6.400 5 12 10.600 17.600 5 19 6.400 13.400 12 19 17.600 17.600 19 12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z';
const KEY = 'outreach-chat-open';
// As in chat.css: here the window covers the page, so the page behind it must not be reached.
const COVERS_PAGE = '(max-width: 30rem)';

const base = new URL('.', import.meta.url);
const lang = new URL(import.meta.url).searchParams.get('lang') === 'en' ? 'en' : 'vi';
const texts = await (await fetch(new URL(`chat/texts?lang=${lang}`, base))).json();

const frame = el('iframe', { title: texts.ChatTitle, allow: 'clipboard-write' });
const close = el('button', { type: 'button', className: 'close', ariaLabel: texts.ChatClose, title: texts.ChatClose }, icon(CROSS));
const dialog = el('dialog', { className: 'window' },
  el('div', { className: 'head' }, el('h2', { id: 'title' }, texts.ChatTitle), close),
  el('p', { className: 'notice', id: 'notice' }, texts.ChatNotice), frame);
dialog.setAttribute('aria-labelledby', 'title');
dialog.setAttribute('aria-describedby', 'notice');
const launcher = el('button', { type: 'button', className: 'launcher', ariaHasPopup: 'dialog' }, icon(SPEECH), texts.ChatOpen);
const host = el('outreach-chat', { lang });
host.attachShadow({ mode: 'open' }).append(el('link', { rel: 'stylesheet', href: new URL('chat/chat.css', base).href }), launcher, dialog);
document.body.append(host);

let opener = launcher;
launcher.addEventListener('click', () => open(launcher));
close.addEventListener('click', () => dialog.close());
dialog.addEventListener('close', closed);
dialog.addEventListener('keydown', event => { if (event.key === 'Escape' && !event.isComposing) dialog.close(); });
addEventListener('message', event => { if (event.source === frame.contentWindow && event.data === 'outreach-chat-close') dialog.close(); });
for (const each of document.querySelectorAll('[data-chat-open]')) {
  each.hidden = false;
  each.addEventListener('click', () => open(each));
}
// Open before the page was reloaded: open again, but the focus belongs to the page now.
if (remembered()) unfold(false);

function open(by) {
  opener = by;
  unfold(true);
}

function unfold(takesFocus) {
  if (!dialog.open) {
    if (matchMedia(COVERS_PAGE).matches) dialog.showModal();
    else dialog.show();
    // A dialog takes the focus whether asked to or not.
    if (!takesFocus) host.shadowRoot.activeElement?.blur();
  }
  launcher.hidden = true;
  remember(true);
  frame.src ||= new URL(`chat/frame?lang=${lang}${takesFocus ? '#focus' : ''}`, base).href;
  if (!takesFocus) return;
  frame.focus();
  frame.contentWindow?.postMessage('outreach-chat-focus', base.origin);
}

function closed() {
  launcher.hidden = false;
  remember(false);
  opener.focus();
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY) === 'yes';
  } catch {
    return false;
  }
}

function remember(isOpen) {
  try {
    if (isOpen) sessionStorage.setItem(KEY, 'yes');
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is off: the next page begins with the button.
  }
}

function el(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
