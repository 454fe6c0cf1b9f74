// A stream on the node SERVICE, and a second client of the same conversation that speaks on the node OTHER.
import { strict as assert } from 'node:assert';
import { Line, call, eventually } from './client.mjs';

const { token, conversationId } = await call('/chat/token');
const here = new Line({ token, webSocket: true });
await eventually('the greeting', () => here.said.length > 0);
const there = new Line({ token, conversationId, webSocket: false, domain: `${process.env.OTHER}/v3/directline` });
const waits = [];
for (let i = 1; i <= 10; i++) {
  const clientActivityID = `node-${i}`;
  const began = Date.now();
  const answers = here.said.length;
  await there.post({ text: 'Đăng ký khai sinh cần giấy tờ gì?', channelData: { clientActivityID } });
  await eventually('the echo on the other node', () => here.activities.some(each => each.channelData?.clientActivityID === clientActivityID));
  waits.push(Date.now() - began);
  await eventually('the answer on the other node', () => here.said.length > answers);
}
here.check();
await eventually('the same on both', () => there.sequences.length === here.sequences.length);
assert.deepEqual(there.sequences, here.sequences);
waits.sort((a, b) => a - b);
console.log(`Heard across nodes: median ${waits[5]} ms, slowest ${waits.at(-1)} ms`);
console.log('Done');
process.exit(0);
