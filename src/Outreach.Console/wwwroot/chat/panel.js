// The chat's window: a button in the corner, and above it a dialog that leaves the page usable.
import { bubble, choices, el, icon } from './view.js';

const SPEECH = 'M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-7l-6 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z';
const CROSS = 'M6.400 5 12 10.600 17.600 5 19 6.400 13.400 12 19 17.600 17.600 19 12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z';
const PLANE = 'M2 21 23 12 2 3v7l15 2-15 2z';

// Reading goes on while the panel is open: often while an answer is due, seldom otherwise, ever less when the network is away.
const WAITING_MS = 700;
const IDLE_MS = 3000;
const MAX_RETRY_MS = 20000;
const SLOW_MS = 30000;
const MAX_LENGTH = 2000;

// As in chat.css: here the window covers the page, so the keyboard's focus stays within.
const COVERS_PAGE = '(max-width: 30rem)';

export class Panel {
  #line;
  #texts;
  #opener;
  #timer;
  #failures = 0;
  #waitingSince = 0;
  #shown = new Set();
  #sent = new Set();

  constructor(root, line, texts, styles) {
    this.#line = line;
    this.#texts = texts;
    this.#build(root, styles);
    document.addEventListener('visibilitychange', () => this.#schedule(0));
    if (line.wasOpen) this.#unfold();
  }

  open(opener = null) {
    this.#opener = opener;
    this.#unfold();
    // A phone's keyboard would cover what there is to read first.
    (matchMedia('(pointer: coarse)').matches ? this.heading : this.input).focus();
  }

  // Without taking the focus, which after a reload belongs to the page.
  #unfold() {
    this.window.hidden = false;
    this.launcher.hidden = true;
    this.window.ariaModal = String(matchMedia(COVERS_PAGE).matches);
    this.#line.wasOpen = true;
    this.#schedule(0);
  }

  close() {
    this.window.hidden = true;
    this.launcher.hidden = false;
    this.#line.wasOpen = false;
    clearTimeout(this.#timer);
    (this.#opener ?? this.launcher).focus();
  }

  #build(root, styles) {
    const t = this.#texts;
    this.launcher = el('button', { type: 'button', className: 'launcher', 'aria-haspopup': 'dialog' }, icon(SPEECH), t.ChatOpen);
    this.launcher.addEventListener('click', () => this.open());
    this.heading = el('h2', { id: 'title', tabIndex: -1 }, t.ChatTitle);
    const close = el('button', { type: 'button', className: 'close', 'aria-label': t.ChatClose, title: t.ChatClose }, icon(CROSS));
    close.addEventListener('click', () => this.close());
    this.log = el('div', { className: 'log', role: 'log', tabIndex: 0, 'aria-label': t.ChatLog, 'aria-live': 'polite' });
    this.typing = el('p', { className: 'typing', hidden: true }, el('span', { 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), t.ChatTyping);
    this.trouble = el('p', { className: 'trouble', role: 'status' });
    this.suggestions = el('div', { className: 'choices', role: 'group', 'aria-label': t.ChatSuggestions, hidden: true });
    this.input = el('textarea', { id: 'input', rows: 1, maxLength: MAX_LENGTH, placeholder: t.ChatPlaceholder, 'enterkeyhint': 'send' });
    const form = el('form', {}, el('label', { className: 'unseen', htmlFor: 'input' }, t.ChatInput), this.input,
      el('button', { type: 'submit', className: 'send', 'aria-label': t.ChatSend, title: t.ChatSend }, icon(PLANE)));
    form.addEventListener('submit', event => { event.preventDefault(); this.#sendTyped(); });
    this.input.addEventListener('keydown', event => this.#onKey(event));
    this.window = el('section', { className: 'window', role: 'dialog', 'aria-labelledby': 'title', 'aria-describedby': 'notice', hidden: true },
      el('div', { className: 'head' }, this.heading, close), el('p', { className: 'notice', id: 'notice' }, t.ChatNotice),
      this.log, this.typing, this.trouble, this.suggestions, form);
    this.window.addEventListener('keydown', event => this.#onWindowKey(event));
    root.append(el('link', { rel: 'stylesheet', href: styles.href }), this.launcher, this.window);
  }

  #onWindowKey(event) {
    if (event.key === 'Escape' && !event.isComposing) this.close();
    if (event.key !== 'Tab' || !matchMedia(COVERS_PAGE).matches) return;
    const stops = [...this.window.querySelectorAll('button, a[href], textarea, [tabindex="0"]')].filter(stop => stop.checkVisibility());
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (this.window.getRootNode().activeElement !== from) return;
    event.preventDefault();
    to.focus();
  }

  // Enter also ends a syllable of Vietnamese typed through an input method; then it must not send.
  #onKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#sendTyped();
  }

  #sendTyped() {
    const text = this.input.value.trim().normalize('NFC');
    if (!text) return;
    this.input.value = '';
    this.#say(text);
    this.input.focus();
  }

  #choose(action) {
    const text = action.text ?? (typeof action.value === 'string' ? action.value : action.title);
    this.#say(text, action.displayText ?? action.title);
    this.input.focus();
  }

  #say(text, shownAs = text) {
    const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    const box = bubble('user', { text: shownAs }, this.#texts);
    const state = el('p', { className: 'state' }, this.#texts.ChatSending);
    box.append(state);
    this.#add(box);
    this.#sent.add(id);
    this.#suggest([]);
    this.#deliver(text, id, state);
  }

  async #deliver(text, id, state) {
    state.replaceChildren(this.#texts.ChatSending);
    try {
      await this.#line.post(text, id);
      state.remove();
      this.#await(true);
      this.#schedule(WAITING_MS / 2);
    } catch (error) {
      if (error.kind === 'ended') this.#startAnew();
      this.#offerRetry(text, id, state, error.kind === 'busy' ? this.#texts.ChatBusy : this.#texts.ChatNotSent);
    }
  }

  #offerRetry(text, id, state, reason) {
    const retry = el('button', { type: 'button' }, this.#texts.ChatRetry);
    retry.addEventListener('click', () => { this.input.focus(); this.#deliver(text, id, state); });
    state.replaceChildren(`${reason} `, retry);
    this.#reveal();
  }

  #schedule(delay) {
    clearTimeout(this.#timer);
    if (!this.window.hidden && !document.hidden) this.#timer = setTimeout(() => this.#read(), delay);
  }

  async #read() {
    try {
      const seen = this.#line.seen;
      this.#show(await this.#line.read(), seen);
      if (this.#failures > 0) this.#complain('');
      this.#failures = 0;
      this.#tellIfSlow();
      this.#schedule(this.#waitingSince ? WAITING_MS : IDLE_MS);
    } catch (error) {
      if (error.kind === 'ended') this.#startAnew();
      else this.#complain(this.#texts.ChatOffline, () => this.#schedule(0));
      this.#schedule(Math.min(MAX_RETRY_MS, IDLE_MS * 2 ** this.#failures++));
    }
  }

  /** What an earlier page of this tab has shown is drawn without being read out again. */
  #show(activities, seen) {
    for (const activity of activities) {
      if (this.#shown.has(activity.id)) continue;
      this.#shown.add(activity.id);
      this.log.setAttribute('aria-live', Number(activity.id.split('|')[1]) > seen ? 'polite' : 'off');
      if (activity.type === 'message') this.#showMessage(activity);
    }
    this.log.setAttribute('aria-live', 'polite');
  }

  #showMessage(activity) {
    if (activity.from?.role === 'user') {
      // Our own words come back as an echo. A message stays marked as not sent all the same until its post is answered:
      // the server keeps it before it hands it on.
      if (!this.#sent.has(activity.channelData?.clientActivityID)) this.#add(bubble('user', activity, this.#texts));
      this.#suggest([]);
      return;
    }
    this.#await(false);
    this.#complain('');
    this.#add(bubble('bot', activity, this.#texts, action => this.#choose(action)));
    this.#suggest(activity.suggestedActions?.actions ?? []);
  }

  #add(box) {
    this.log.append(box);
    this.#reveal();
  }

  // The end of the conversation, but never past the beginning of its last message: that is where reading starts.
  #reveal() {
    const last = this.log.lastElementChild;
    if (last) this.log.scrollTop = last.offsetTop - this.log.offsetTop - 12;
  }

  #suggest(actions) {
    const hadFocus = this.suggestions.contains(this.suggestions.getRootNode().activeElement);
    this.suggestions.replaceChildren(...choices(actions, this.#texts, action => this.#choose(action)));
    this.suggestions.hidden = actions.length === 0;
    if (hadFocus) this.input.focus();
    this.#reveal();
  }

  #await(waiting) {
    this.#waitingSince = waiting ? Date.now() : 0;
    this.typing.hidden = !waiting;
    this.#reveal();
  }

  #tellIfSlow() {
    if (this.#waitingSince === 0 || Date.now() - this.#waitingSince < SLOW_MS) return;
    this.#await(false);
    this.#complain(this.#texts.ChatSlow);
  }

  #complain(text, retry = null) {
    this.trouble.replaceChildren(text);
    if (retry) {
      const button = el('button', { type: 'button' }, this.#texts.ChatRetry);
      button.addEventListener('click', retry);
      this.trouble.append(' ', button);
    }
    this.#reveal();
  }

  #startAnew() {
    this.#line.forget();
    this.#await(false);
    this.#suggest([]);
    this.#complain('');
    this.#add(el('p', { className: 'divider' }, this.#texts.ChatRenewed));
  }
}
