// Twilio's own library on the other side: its REST client against the sandbox, its signature check on the sandbox's callbacks, and
// its signatures at the service's webhooks.
import assert from 'node:assert/strict';
import http from 'node:http';
import twilio from 'twilio';

const { SERVICE, SANDBOX, ACCOUNT, TOKEN, SENDER, CITIZEN } = process.env;
const { getExpectedTwilioSignature, getExpectedBodyHash } = await import('twilio/lib/webhooks/webhooks.js').then(module => module.default ?? module);

const client = twilio(ACCOUNT, TOKEN);
client.api.baseUrl = SANDBOX;

// What the sandbox calls back, judged by the library.
const callbacks = [];
const hook = http.createServer((request, response) => {
  const body = [];
  request.on('data', part => body.push(part));
  request.on('end', () => {
    const params = Object.fromEntries(new URLSearchParams(Buffer.concat(body).toString()));
    const url = `http://127.0.0.1:${hook.address().port}${request.url}`;
    const signature = request.headers['x-twilio-signature'];
    callbacks.push({
      status: params.MessageStatus,
      sid: params.MessageSid,
      valid: twilio.validateRequest(TOKEN, signature, url, params),
      forged: twilio.validateRequest(TOKEN, signature, url, { ...params, MessageStatus: 'failed' }),
    });
    response.writeHead(204).end();
  });
});
await new Promise(ready => hook.listen(0, '127.0.0.1', ready));

const created = await client.messages.create({
  to: CITIZEN, from: SENDER, body: 'Hồ sơ đã tiếp nhận', statusCallback: `http://127.0.0.1:${hook.address().port}/status?m=1#rc=2`,
});
assert.match(created.sid, /^SM[0-9a-f]{32}$/);
assert.equal(created.status, 'queued');
assert.equal(created.numSegments, '1');
assert.ok(created.dateCreated instanceof Date && !Number.isNaN(created.dateCreated.getTime()));
console.log('ok create');

while (callbacks.length < 3)
  await new Promise(later => setTimeout(later, 50));
assert.deepEqual(callbacks.map(callback => callback.status), ['queued', 'sent', 'delivered']);
assert.ok(callbacks.every(callback => callback.valid && !callback.forged && callback.sid === created.sid));
console.log('ok callbacks are genuine to the library');
hook.close();

assert.equal((await client.messages(created.sid).fetch()).status, 'delivered');
console.log('ok fetch');

const service = await client.messages.create({ to: CITIZEN, messagingServiceSid: 'MG' + '0'.repeat(32), body: 'Qua dịch vụ' });
assert.deepEqual([service.status, service.from, service.messagingServiceSid], ['accepted', null, 'MG' + '0'.repeat(32)]);
console.log('ok messaging service');

for (let i = 0; i < 5; i++)
  await client.messages.create({ to: CITIZEN, from: SENDER, body: `Tin ${i}` });
const listed = await client.messages.list({ to: CITIZEN, pageSize: 2 });
assert.equal(listed.length, 7);
assert.equal(new Set(listed.map(message => message.sid)).size, 7);
assert.deepEqual(listed.slice(0, 2).map(message => message.body), ['Tin 4', 'Tin 3']);
assert.equal((await client.messages.list({ to: '+84900000099' })).length, 0);
console.log('ok list over pages');

await assert.rejects(client.messages.create({ to: '+8490', from: SENDER, body: 'a' }), error => error.code === 21211 && error.status === 400);
await assert.rejects(wrongToken(), error => error.code === 20003 && error.status === 401);
console.log('ok errors');

function wrongToken() {
  const other = twilio(ACCOUNT, 'wrong');
  other.api.baseUrl = SANDBOX;
  return other.messages.create({ to: CITIZEN, from: SENDER, body: 'a' });
}

// What the library signs, judged by our webhooks.
async function post(url, body, contentType, signature) {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': contentType, 'x-twilio-signature': signature } });
  return answer.status;
}

const form = { MessageSid: 'SM' + 'a'.repeat(32), AccountSid: ACCOUNT, From: CITIZEN, To: SENDER, Body: 'Đăng ký khai sinh cần giấy tờ gì?', NumMedia: '0' };
const inbound = SERVICE + '/webhooks/twilio/default';
const signed = getExpectedTwilioSignature(TOKEN, inbound, form);
const formBody = new URLSearchParams(form).toString();
assert.equal(await post(inbound, formBody, 'application/x-www-form-urlencoded', signed), 200);
assert.equal(await post(inbound, formBody + '&More=1', 'application/x-www-form-urlencoded', signed), 403);
console.log('ok form');

const repeated = new URLSearchParams([['MessageSid', 'SM' + 'b'.repeat(32)], ['From', CITIZEN], ['Body', 'lệ phí bao nhiêu?'], ['Tag', 'z'], ['Tag', 'a'], ['Tag', 'z']]);
const several = getExpectedTwilioSignature(TOKEN, inbound, { MessageSid: 'SM' + 'b'.repeat(32), From: CITIZEN, Body: 'lệ phí bao nhiêu?', Tag: ['z', 'a', 'z'] });
assert.equal(await post(inbound, repeated.toString(), 'application/x-www-form-urlencoded', several), 200);
console.log('ok form with a field several times');

const json = JSON.stringify({ MessageSid: 'SM' + 'c'.repeat(32), From: CITIZEN, Body: 'thời hạn?', NumMedia: 0 });
const jsonUrl = `${inbound}?bodySHA256=${getExpectedBodyHash(json)}`;
const jsonSigned = getExpectedTwilioSignature(TOKEN, jsonUrl, {});
assert.ok(twilio.validateRequestWithBody(TOKEN, jsonSigned, jsonUrl, json));
assert.equal(await post(jsonUrl, json, 'application/json', jsonSigned), 200);
assert.equal(await post(jsonUrl, json + ' ', 'application/json', jsonSigned), 403);
assert.equal(await post(inbound, json, 'application/json', getExpectedTwilioSignature(TOKEN, inbound, {})), 403);
console.log('ok JSON');

const statusUrl = inbound + '/status?m=0194f0c0-0000-7000-8000-00000000000a';
const status = { MessageSid: 'SM' + 'd'.repeat(32), MessageStatus: 'undelivered', ErrorCode: '30003' };
assert.equal(await post(statusUrl, new URLSearchParams(status).toString(), 'application/x-www-form-urlencoded', getExpectedTwilioSignature(TOKEN, statusUrl, status)), 204);
console.log('ok status');

// Some libraries sign the address with its port and some without.
const withoutPort = inbound.replace(/:\d+\//, '/');
const other = { ...form, MessageSid: 'SM' + 'e'.repeat(32), Body: 'cảm ơn' };
assert.equal(await post(inbound, new URLSearchParams(other).toString(), 'application/x-www-form-urlencoded', getExpectedTwilioSignature(TOKEN, withoutPort, other)), 200);
console.log('ok port left out');
console.log('DONE');
