// A token that lives for seconds: the client is told that it has expired, and that is what it understands.
import { strict as assert } from 'node:assert';
import { Line, STATUS, call, eventually } from './client.mjs';

const { token } = await call('/chat/token');
const line = new Line({ token, webSocket: process.env.TRANSPORT === 'websocket' });
await eventually('the connection', () => line.statuses.includes(STATUS.online));
// The client holds the token it got at the start, which ends a little later than the one it began with.
await new Promise(resolve => setTimeout(resolve, 6000));
await eventually('the news that it has expired', async () => {
  await line.post({ text: 'còn đó không?' });
  return line.statuses.includes(STATUS.expired);
});
assert.equal((await call('/v3/directline/tokens/refresh', token)).status, 403);
console.log('Done');
process.exit(0);
