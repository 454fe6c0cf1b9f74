// Every call of Direct Line but the stream, where SERVICE is a proxy that judges requests and answers by the published description:
// DirectLineJS by polling, and by hand what it does not call or does not get.
import { strict as assert } from 'node:assert';
import { Blob as NodeBlob } from 'node:buffer';
import { Line, eventually, nodeFormData as NodeForm, service } from './client.mjs';

const { SECRET } = process.env;
// The proxy passes bodies on as text, so the files are of letters.
const DOCUMENT = '%PDF-1.4\n%%EOF\n';

async function request(method, path, bearer, body) {
  const headers = { ...(bearer && { Authorization: `Bearer ${bearer}` }), ...(typeof body === 'string' && { 'Content-Type': 'application/json' }) };
  const answer = await fetch(`${service}/v3/directline/${path}`, { method, headers, body });
  const text = await answer.text();
  return { status: answer.status, text, ...(text.startsWith('{') && JSON.parse(text)) };
}

const ok = async (status, ...call) => {
  const answer = await request(...call);
  assert.equal(answer.status, status, `${call[0]} ${call[1]}: ${answer.text}`);
  return answer;
};

const user = { id: 'dl_9f2c', name: 'Hoa' };
const generated = await ok(200, 'POST', 'tokens/generate', SECRET, JSON.stringify({ user, trustedOrigins: ['https://hue.example.vn'] }));
const { token, conversationId } = await ok(200, 'POST', 'tokens/generate', SECRET);
const { token: refreshed } = await ok(200, 'POST', 'tokens/refresh', token);

const line = new Line({ token: refreshed, webSocket: false });
await eventually('the greeting', () => line.said.length > 0);
await line.say('Đăng ký khai sinh cần giấy tờ gì?');
await line.post({ type: 'typing' });
await line.post({ type: 'event', name: 'webchat/join', value: { language: 'vi-VN' } });
await line.say('Đơn của tôi', { attachments: [{ contentType: 'application/pdf', contentUrl: `data:application/pdf;base64,${btoa(DOCUMENT)}`, name: 'đơn.pdf' }] });
line.check();
line.end();
const back = new Line({ token: refreshed, conversationId, watermark: line.watermark, webSocket: false });
await back.say('cho tôi gặp cán bộ');
back.end();

const first = await ok(201, 'POST', 'conversations', SECRET, JSON.stringify({ user: { id: 'hoa' } }));
const of = `conversations/${first.conversationId}`;
await ok(200, 'GET', `${of}?watermark=0`, first.token);
const posted = await ok(200, 'POST', `${of}/activities`, SECRET, JSON.stringify({ type: 'message', from: { id: 'hoa' }, text: 'Xin chào', channelData: { clientActivityID: 'c1' } }));
assert.match(posted.id, /\|/);
const read = await eventually('what was said', async () => {
  const set = await ok(200, 'GET', `${of}/activities?watermark=0`, first.token);
  return set.activities.some(each => each.text === 'Xin chào') && set.activities.length > 1 && set;
});
const { activities: later } = await ok(200, 'GET', `${of}/activities?watermark=${read.watermark}`, first.token);
assert.ok(later.every(each => Number(each.id.split('|')[1]) > Number(read.watermark)));
const form = new NodeForm();
form.append('activity', new NodeBlob([JSON.stringify({ type: 'message', from: { id: 'hoa' }, text: 'Hai tờ đơn' })], { type: 'application/vnd.microsoft.activity' }));
for (const name of ['một.pdf', 'hai.pdf']) form.append('file', new NodeBlob([DOCUMENT + name], { type: 'application/pdf' }), name);
await ok(200, 'POST', `${of}/upload?userId=hoa`, SECRET, form);

// Refusals have their statuses in the description too.
await ok(401, 'GET', `${of}/activities`);
await ok(403, 'GET', `${of}/activities`, generated.token);
await ok(403, 'POST', 'tokens/refresh', `${token}x`);
await ok(404, 'GET', 'conversations/nobody/activities', SECRET);
await ok(400, 'GET', `${of}/activities?watermark=yesterday`, SECRET);
await ok(400, 'POST', `${of}/activities`, SECRET, JSON.stringify({ type: 'conversationUpdate', from: { id: 'hoa' } }));
console.log('Done');
process.exit(0);
