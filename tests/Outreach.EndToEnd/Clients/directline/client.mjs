// Microsoft's DirectLineJS as its README has it in Node, with jsdom for what browsers have and Node has not: it needs
// XMLHttpRequest, and for files a FormData that XMLHttpRequest can send.
import { strict as assert } from 'node:assert';
import { JSDOM } from 'jsdom';

export const service = process.env.SERVICE;
/** Node's own, which its fetch can send. */
export const nodeFormData = globalThis.FormData;
const { window } = new JSDOM('', { url: service });
for (const name of ['XMLHttpRequest', 'WebSocket', 'FormData', 'Blob']) globalThis[name] = window[name];
const { DirectLine } = await import('botframework-directlinejs').then(module => module.default ?? module);

/** Of DirectLineJS. */
export const STATUS = { online: 2, expired: 3, failed: 4 };

const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

export async function eventually(what, look, patience = 110_000) {
  for (const until = Date.now() + patience; Date.now() < until; await wait(25)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`${what} did not come`);
}

export async function call(path, token) {
  const response = await fetch(service + path, { method: 'POST', headers: token ? { Authorization: `Bearer ${token}` } : {} });
  return { status: response.status, ...await response.json() };
}

/** A conversation seen through one DirectLine: all it was given, and how its connection stood. */
export class Line {
  activities = [];
  statuses = [];

  constructor(options) {
    this.line = new DirectLine({ domain: `${service}/v3/directline`, pollingInterval: 300, ...options });
    this.line.connectionStatus$.subscribe(status => this.statuses.push(status));
    this.line.activity$.subscribe(activity => this.activities.push(activity), error => this.statuses.push(String(error)));
  }

  get watermark() { return String(this.sequences.at(-1) ?? ''); }

  /** Numbers of the activities in the order in which they came. */
  get sequences() { return this.activities.map(each => Number(each.id.split('|')[1])); }

  get said() { return this.activities.filter(each => each.type === 'message' && each.from.role === 'bot'); }

  post(activity) {
    return new Promise((resolve, reject) => this.line.postActivity({ type: 'message', from: { id: 'visitor' }, ...activity }).subscribe(resolve, reject));
  }

  /** Says it and waits for its echo and for one more answer; returns the echo. */
  async say(text, more = {}) {
    const answers = this.said.length;
    const clientActivityID = `c-${Math.random().toString(36).slice(2)}`;
    const id = await this.post({ text, channelData: { clientActivityID }, ...more });
    const echo = await eventually(`the echo of ${text}`, () => this.activities.find(each => each.channelData?.clientActivityID === clientActivityID));
    assert.equal(echo.id, id);
    assert.equal(echo.from.role, 'user');
    await eventually(`an answer to ${text}`, () => this.said.length > answers);
    return echo;
  }

  /** Nothing missing, nothing twice, nothing out of order, and later ones have later times. */
  check(first = 1) {
    assert.deepEqual(this.sequences, this.sequences.map((_, i) => first + i));
    const times = this.activities.map(each => Date.parse(each.timestamp));
    assert.ok(times.every((time, i) => i === 0 || time > times[i - 1]), `times ${times}`);
  }

  end() { this.line.end(); }
}
