// One conversation over Direct Line 3.0, read by polling. It outlives a reload of the page: what it needs is in sessionStorage.

const KEY = 'outreach-chat';
const TIMEOUT_MS = 20000;

/** Why a call failed: `busy` (asked to slow down), `ended` (the conversation or its token is no more) or `failed` (anything else). */
export class LineError extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

export class Line {
  #base;
  #locale;
  #state;
  #opening;
  #watermark = '';

  constructor(base, locale) {
    this.#base = base;
    this.#locale = locale === 'vi' ? 'vi-VN' : 'en-US';
    this.#state = restore();
  }

  /** Whether the panel was open, so a reload shows it again. */
  get wasOpen() { return this.#state.open === true; }

  set wasOpen(open) { this.#keep({ open }); }

  /** How far an earlier page of this tab had read; what is beyond it is news. */
  get seen() { return Number(this.#state.watermark ?? 0); }

  /** Sees to it that there is a conversation with a living token. Many may ask; one of them does it. */
  open() {
    this.#opening ??= this.#open().finally(() => { this.#opening = undefined; });
    return this.#opening;
  }

  /** Sends the user's activity. Repeating it with the same id has no further effect. */
  async post(text, clientActivityID) {
    await this.open();
    const activity = {
      type: 'message', from: { id: 'user', role: 'user' }, locale: this.#locale, textFormat: 'plain', text,
      channelData: { clientActivityID },
    };
    return (await this.#call('POST', `${this.#path}/activities`, activity)).id;
  }

  /** The activities since the last call; all of them at the first call of a page. */
  async read() {
    await this.open();
    const set = await this.#call('GET', `${this.#path}/activities?watermark=${encodeURIComponent(this.#watermark)}`);
    if (set.watermark) {
      this.#watermark = set.watermark;
      this.#keep({ watermark: set.watermark });
    }
    return set.activities;
  }

  /** Gives the conversation up; the next call begins another. */
  forget() {
    this.#watermark = '';
    this.#state = { open: this.#state.open };
    this.#keep({});
  }

  get #path() { return `v3/directline/conversations/${encodeURIComponent(this.#state.conversationId)}`; }

  async #open() {
    if (!this.#state.token) {
      this.#take(await this.#call('POST', 'chat/token'));
      this.#take(await this.#call('POST', 'v3/directline/conversations', { locale: this.#locale }));
    } else if (Date.now() > this.#state.refreshAt) {
      this.#take(await this.#call('POST', 'v3/directline/tokens/refresh'));
    }
  }

  // Half of a token's life leaves the other half for a network that is away.
  #take({ token, conversationId, expires_in: seconds }) {
    this.#keep({ token, conversationId, refreshAt: Date.now() + seconds * 500 });
  }

  async #call(method, path, body) {
    const headers = {};
    if (this.#state.token) headers.Authorization = `Bearer ${this.#state.token}`;
    if (body) headers['Content-Type'] = 'application/json';
    let response;
    try {
      response = await fetch(new URL(path, this.#base), {
        method, headers, body: body && JSON.stringify(body), cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok) return await response.json();
    } catch {
      throw new LineError('failed');
    }
    if (response.status === 429) throw new LineError('busy');
    throw new LineError(this.#state.token && [401, 403, 404].includes(response.status) ? 'ended' : 'failed');
  }

  #keep(changes) {
    Object.assign(this.#state, changes);
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#state));
    } catch {
      // Storage is off: the conversation lasts as long as the page.
    }
  }
}

function restore() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
