// A token that lives for seconds: the client is told that it has expired, and that is what it understands.
import { strict as assert } from 'node:assert';
import { Line, STATUS, call, eventually, service } from './client.mjs';

const { token, conversationId, expires_in: seconds } = await call('/chat/token');
const line = new Line({ token, webSocket: process.env.TRANSPORT === 'websocket' });
await eventually('the connection', () => line.statuses.includes(STATUS.online));
const path = `/v3/directline/conversations/${conversationId}/activities`;
await eventually('the expiry', async () => (await fetch(service + path, { headers: { Authorization: `Bearer ${token}` } })).status === 403, 1000 * (seconds + 10));
assert.equal(await line.post({ text: 'còn đó không?' }), 'retry');
await eventually('the news of it', () => line.statuses.includes(STATUS.expired));
assert.equal((await call('/v3/directline/tokens/refresh', token)).status, 403);
console.log('Done');
process.exit(0);
