// One conversation by the transport named in TRANSPORT, over a restart of the service in its middle.
import { strict as assert } from 'node:assert';
import { Line, STATUS, call, eventually, service } from './client.mjs';

const webSocket = process.env.TRANSPORT === 'websocket';
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const { token, conversationId } = await call('/chat/token');
const line = new Line({ token, webSocket });
await eventually('the greeting', () => line.said.length > 0);
await line.say('Đăng ký khai sinh cần giấy tờ gì?');
await line.say('lệ phí bao nhiêu?');
console.log('Spoke', line.sequences.join(' '));

const upload = await line.say('Ảnh đường hỏng', { attachments: [{ contentType: 'image/png', contentUrl: `data:image/png;base64,${PICTURE}`, name: 'đường.png' }] });
assert.deepEqual(upload.attachments.map(each => [each.contentType, each.name]), [['image/png', 'đường.png']]);
const picture = await fetch(upload.attachments[0].contentUrl);
assert.equal(picture.headers.get('x-content-type-options'), 'nosniff');
assert.equal(Buffer.from(await picture.arrayBuffer()).toString('base64'), PICTURE);
assert.equal((await fetch(upload.attachments[0].contentUrl.replace(/s=.*/, 's=AAAA'))).status, 401);
line.check();
console.log('Uploaded', upload.attachments[0].name);

console.log('Restart now');
await eventually('the end of the service', () => fetch(`${service}/health/ready`).then(() => false, () => true));
await eventually('the service', () => fetch(`${service}/health/ready`).then(answer => answer.ok, () => false));
let after = line;
// The stream is opened again by the client itself. Polling does not outlive a refused connection; there a page comes back with
// what it has kept.
if (!webSocket) {
  line.end();
  after = new Line({ token, conversationId, webSocket, watermark: line.watermark });
}
await after.say('bao lâu thì có kết quả?');
after.check(webSocket ? 1 : Number(line.watermark) + 1);
const last = Number(after.watermark);
console.log('Went on', after.sequences.join(' '));

const refreshed = await call('/v3/directline/tokens/refresh', token);
assert.equal(refreshed.conversationId, conversationId);
const reloaded = new Line({ token: refreshed.token, conversationId, webSocket });
await eventually('the whole conversation', () => reloaded.sequences.length >= last);
reloaded.check();
after.end();
reloaded.end();

const stranger = new Line({ token: `${token}x`, webSocket });
await eventually('the refusal', () => stranger.statuses.includes(STATUS.failed));
console.log('Done');
process.exit(0);
