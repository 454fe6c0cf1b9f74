// A citizen's conversation through a channel of Microsoft's parts: OUTREACH_URL is the service, CHANNEL_URL where this listens.
'use strict';

const assert = require('node:assert/strict');
const { ActivityTypes, ActionTypes, CardFactory, EventFactory, MessageFactory, TurnContext, TestAdapter } = require('botbuilder');
const { Channel, check } = require('./channel');
const { Login } = require('./login');

const { OUTREACH_URL, CHANNEL_URL, APP_ID, APP_SECRET, JUDGE_URL, KEY } = process.env;
const conversation = 'a:1|;messageid=2';

let count = 0;
const from = (activity, more = {}) => ({
  type: ActivityTypes.Message, id: `m${++count}`, channelId: 'msteams', serviceUrl: channel.serviceUrl, timestamp: new Date().toISOString(), locale: 'vi-VN',
  from: { id: '29:hoa', name: 'Hoa', aadObjectId: 'o1' }, recipient: { id: '28:bot', name: 'Trợ lý' }, conversation: { id: conversation, tenantId: 't1' },
  channelData: { tenant: { id: 't1' } }, ...activity, ...more,
});
const said = text => MessageFactory.text(text);
const login = new Login(CHANNEL_URL, APP_ID, APP_SECRET);
const channel = new Channel(login, OUTREACH_URL, JUDGE_URL);

async function main() {
  await channel.listen(new URL(CHANNEL_URL).port);
  const greeted = await greeting();
  const answered = await question(greeted);
  const filled = await cardSubmit(answered);
  const waited = await later(filled);
  await atOurInitiative(await handoff(waited));
  await expectReplies();
  assert.deepEqual(channel.problems, []);
  assert.equal(login.given.length, 1, 'one token serves all');
  console.log(`ok: ${channel.received.length} activities taken`);
}

async function greeting() {
  assert.equal((await channel.post(from({ type: ActivityTypes.ConversationUpdate, membersAdded: [{ id: '28:bot' }, { id: '29:hoa', name: 'Hoa' }] }))).status, 200);
  const [welcome] = await channel.next(conversation, 1);
  assert.equal(welcome.recipient.id, '29:hoa');
  assert.equal(welcome.from.id, '28:bot');
  return 1;
}

/** Words, buttons that Microsoft's factory would have made, a card. */
async function question(before) {
  const asked = from(said('đăng ký khai sinh'));
  assert.equal((await channel.post(asked)).status, 200);
  assert.equal((await channel.post(asked)).status, 200, 'a repeat is taken and has no effect');
  const answer = (await channel.next(conversation, before + 1)).at(-1);
  assert.match(answer.text, /1\.001193/);
  assert.equal(answer.inputHint, 'acceptingInput');
  assert.ok(answer.suggestedActions.actions.some(action => action.type === ActionTypes.ImBack && action.value === 'Lệ phí'));
  const made = MessageFactory.suggestedActions(answer.suggestedActions.actions, answer.text).suggestedActions;
  assert.deepEqual(answer.suggestedActions.actions, made.actions);
  const card = answer.attachments.find(attachment => attachment.contentType === CardFactory.contentTypes.heroCard);
  assert.equal(card.content.tap.type, ActionTypes.OpenUrl);
  return before + 1;
}

/** An Adaptive Card's Submit comes back as a value without text. */
async function cardSubmit(before) {
  await channel.post(from({ value: { q: 'lệ phí đăng ký khai sinh' } }));
  const answer = (await channel.next(conversation, before + 1)).at(-1);
  assert.match(answer.text, /1\.001193/);
  return before + 1;
}

/** The channel has no time just now: the message leaves on its own, when nobody's request is open any more. */
async function later(before) {
  channel.refuseNext = [503, { error: { code: 'ServiceError', message: 'later' } }, { 'Retry-After': '1' }];
  await channel.post(from(said('cần giấy tờ gì?')));
  assert.match((await channel.next(conversation, before + 1)).at(-1).text, /1\.001193/);
  assert.equal(channel.refuseNext, null);
  return before + 1;
}

/** The event has what Microsoft's own factory puts there, and the transcript what was said. */
async function handoff(before) {
  await channel.post(from(said('cho tôi gặp cán bộ')));
  const [event, words] = (await channel.next(conversation, before + 2)).slice(before);
  const context = new TurnContext(new TestAdapter(), from(said('x')));
  const made = EventFactory.createHandoffInitiation(context, { reason: event.value.reason }, { activities: [] });
  assert.equal(event.name, made.name);
  assert.deepEqual(event.value, made.value);
  assert.deepEqual(Object.keys(event.attachments[0]).sort(), Object.keys(made.attachments[0]).sort());
  assert.equal(event.attachments[0].contentType, made.attachments[0].contentType);
  assert.equal(event.attachments[0].name, made.attachments[0].name);
  const lines = event.attachments[0].content.activities;
  assert.ok(lines.some(line => line.text === 'đăng ký khai sinh' && line.from.id === '29:hoa'));
  assert.equal(lines.at(-1).text, 'cho tôi gặp cán bộ');
  assert.equal(words.type, ActivityTypes.Message);
  const status = EventFactory.createHandoffStatus({ id: conversation }, 'accepted');
  assert.equal((await channel.post(from(status))).status, 200);
  return before + 2;
}

/** All that another system can have us write into the conversation, though nobody asks just now. */
async function atOurInitiative(before) {
  const picture = await rest('media', Buffer.from('iVBORw0KGgo=', 'base64'), 'image/png');
  const form = await rest('media', Buffer.from('%PDF-1.4'), 'application/pdf');
  await rest('single-messages', {
    channel: 'botframework', to: `msteams|${conversation}`, class: 'emergency', text: 'Hồ sơ của ông/bà còn thiếu giấy tờ.',
    image: { mediaId: picture.id, alt: 'Thông báo' }, file: { mediaId: form.id, name: 'to-khai.pdf', contentType: 'application/pdf' },
    buttons: [{ title: 'Lệ phí' }, { title: 'Cổng DVC', url: 'https://dichvucong.gov.vn/' }, { title: 'Gọi 1022', url: 'tel:1022' }],
    cards: [
      { title: 'Khai sinh', subtitle: '1 ngày', link: 'https://d.example.vn/1', picture: 'https://d.example.vn/1.png', buttons: [{ title: 'Lệ phí' }] },
      { title: 'Kết hôn' },
    ],
    contact: { title: 'Liên hệ', ask: 'Xin cho biết số điện thoại của ông/bà' },
  });
  const sent = (await channel.next(conversation, before + 1)).at(-1);
  assert.deepEqual(sent.attachments.map(attachment => attachment.contentType), [
    'image/png', 'application/pdf', CardFactory.contentTypes.heroCard, CardFactory.contentTypes.heroCard, CardFactory.contentTypes.adaptiveCard,
  ]);
  assert.equal(sent.attachmentLayout, 'carousel');
  assert.deepEqual(sent.suggestedActions.actions.map(action => action.type), ['imBack', 'openUrl', 'call']);
}

async function rest(path, body, contentType = 'application/json') {
  const answer = await fetch(`${OUTREACH_URL}/api/v1/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': contentType, 'Idempotency-Key': `${path}-${contentType}` },
    body: Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, text);
  return JSON.parse(text);
}

/** The replies are in the answer, nothing is posted, and a repeat gets the same. */
async function expectReplies() {
  const asked = from(said('lệ phí đăng ký kết hôn'), { deliveryMode: 'expectReplies', conversation: { id: 'sync' } });
  const first = await channel.post(asked);
  assert.equal(first.status, 200);
  first.body.activities.forEach(check);
  assert.match(first.body.activities[0].text, /kết hôn/i);
  assert.equal(first.body.activities[0].replyToId, asked.id);
  assert.deepEqual((await channel.post(asked)).body, first.body);
  assert.ok(!channel.received.some(activity => activity.conversation.id === 'sync'));
}

main().then(() => process.exit(0), error => {
  console.error(error);
  process.exit(1);
});
