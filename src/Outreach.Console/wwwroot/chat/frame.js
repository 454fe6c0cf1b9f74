// Microsoft's Web Chat, talking to our Direct Line. The conversation outlives a reload of the page: its id and a living token
// are in sessionStorage.
import { holding } from './held.js';
import { LOOKS } from './looks.js';
import { readable } from './readable.js';

const KEY = 'outreach-chat';
/** Web Chat's name for the box that one writes in. */
const INPUT = 'webchat-sendbox-input';
// A third of a token's life: two refreshes may fail before it ends. Web Chat keeps a token of its own fresh while it is open.
const REFRESH_MS = 10 * 60 * 1000;
const TIMEOUT_MS = 20000;
const FILES = 'image/jpeg,image/png,image/webp,image/gif,application/pdf';
// Of DirectLineJS: the token is no more, the conversation could not be joined, it is over.
const LOST = [3, 4, 5];

const lang = document.documentElement.lang;
const room = document.getElementById('chat');
const status = document.getElementById('status');
const texts = await (await fetch(`texts?lang=${lang}`)).json();
const strings = Object.fromEntries(Object.entries(texts).filter(([key]) => key.startsWith('Chat.')).map(([key, text]) => [key.slice(5), text]));
let wantsFocus = location.hash === '#focus';
let state = restored();
let notice = '';
let store;
let watch;

/** What is sent while there is no connection. */
const waiting = holding(isHeld => tell(isHeld ? texts.ChatHeld : notice));


addEventListener('message', event => {
  if (event.source !== parent || event.data !== 'outreach-chat-focus') return;
  wantsFocus = true;
  focusInput();
});
addEventListener('keydown', event => {
  // Within the history Escape leaves a message; elsewhere it closes the window.
  if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || event.target.closest?.('[role=feed]')) return;
  parent.postMessage('outreach-chat-close', '*');
});
room.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.dataset.id === INPUT) waiting.submit();
}, true);
room.addEventListener('click', event => {
  if (event.target.closest('.webchat__send-button')) waiting.submit();
}, true);
setInterval(() => refresh().catch(() => {}), REFRESH_MS);
await begin();

/** Joins the conversation there was, or begins one. */
async function begin() {
  tell(texts.ChatConnecting);
  try {
    if (state.token && !await refresh()) startAnew();
    if (!state.token) keep(await call('../chat/token'));
    draw();
  } catch (error) {
    tell(error.status === 429 ? texts.ChatBusy : texts.ChatOffline, begin);
  }
}

function startAnew() {
  keep({ token: undefined, conversationId: undefined, joined: false });
  notice = texts.ChatRenewed;
}

/** False when the token is no more. */
async function refresh() {
  if (!state.token) return true;
  try {
    keep(await call('../v3/directline/tokens/refresh'));
    return true;
  } catch (error) {
    if (![401, 403, 404].includes(error.status)) throw error;
    return false;
  }
}

function draw() {
  const line = WebChat.createDirectLine({
    domain: new URL('../v3/directline', location).href,
    token: state.token,
    // Without an id the conversation is started, and greets; with it, it is read from the beginning.
    conversationId: state.joined ? state.conversationId : undefined,
    conversationStartProperties: { locale: locale() },
    webSocket: true,
  });
  watch?.unsubscribe();
  watch = line.connectionStatus$.subscribe(async now => {
    if (now === 2) {
      keep({ joined: true });
      tell(notice);
    }

    if (!LOST.includes(now) || !navigator.onLine) return;
    watch.unsubscribe();
    startAnew();
    await begin();
  });
  // A new conversation has a new store; what is being written goes on in it.
  const { sendBoxValue = '' } = store?.getState() ?? {};
  store = WebChat.createStore({ sendBoxValue }, waiting.middleware, () => next => action => next(readable(action)));
  WebChat.renderWebChat({
    directLine: line,
    store,
    locale: locale(),
    nonce: room.dataset.nonce,
    overrideLocalizedStrings: strings,
    styleOptions: { ...LOOKS, uploadAccept: FILES },
  }, room);
  focusInput();
}

/** Where reading begins on a phone, whose keyboard would cover it, and where writing begins elsewhere. */
function focusInput() {
  const input = room.querySelector(`[data-id="${INPUT}"]`);
  if (!wantsFocus) return;
  if (!input) requestAnimationFrame(focusInput);
  else if (matchMedia('(pointer: coarse)').matches) wantsFocus = false;
  else {
    input.focus();
    wantsFocus = false;
  }
}

function locale() {
  return lang === 'en' ? 'en-US' : 'vi-VN';
}

/** With a way to try again it is a problem; otherwise it tells how things stand. */
function tell(text, retry = null) {
  status.replaceChildren(text);
  status.className = retry ? 'problem' : '';
  if (!retry) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = texts.ChatRetry;
  button.addEventListener('click', retry);
  status.append(' ', button);
}

async function call(path) {
  const headers = state.token ? { Authorization: `Bearer ${state.token}` } : {};
  const response = await fetch(path, { method: 'POST', headers, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw Object.assign(new Error(path), { status: response.status });
  const { token, conversationId } = await response.json();
  return { token, conversationId };
}

function keep(changes) {
  Object.assign(state, changes);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Storage is off: the conversation lasts as long as the page.
  }
}

function restored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
