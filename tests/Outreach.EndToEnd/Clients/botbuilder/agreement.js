// Microsoft's own validation of tokens beside ours: what one refuses, the other must refuse, and what one takes, the other must take.
'use strict';

const assert = require('node:assert/strict');
const { CloudAdapter } = require('botbuilder');
const { AuthenticationConfiguration, BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory } = require('botframework-connector');
const { Channel } = require('./channel');
const { Login, issuer, azure } = require('./login');

const { OUTREACH_URL, CHANNEL_URL, APP_ID, APP_SECRET } = process.env;
const login = new Login(CHANNEL_URL, APP_ID, APP_SECRET);
const channel = new Channel(login, OUTREACH_URL);
const theirs = BotFrameworkAuthenticationFactory.create(
  '', true, 'https://login.microsoftonline.com/botframework.com', issuer, issuer, '', `${CHANNEL_URL}/openid`, `${CHANNEL_URL}/openid`, '',
  new PasswordServiceClientCredentialFactory(APP_ID, APP_SECRET), new AuthenticationConfiguration());

const minutes = number => Math.floor(Date.now() / 1000) + number * 60;
const draft = more => () => `Bearer ${login.channelToken({ serviceUrl: channel.serviceUrl, ...more })}`;
const tampered = () => {
  const [header, , signature] = login.channelToken({ serviceUrl: channel.serviceUrl }).split('.');
  return `Bearer ${header}.${login.channelToken({ serviceUrl: 'https://attacker.example/' }).split('.')[1]}.${signature}`;
};

// Label, header, whether it is right, and what the activity has that others have not.
const cases = [
  ['right', draft({}), true],
  ['three minutes after its end', draft({ claims: { nbf: minutes(-60), exp: minutes(-3) } }), true],
  ['three minutes before its time', draft({ claims: { nbf: minutes(3) } }), true],
  ['six minutes after its end', draft({ claims: { nbf: minutes(-60), exp: minutes(-6) } }), false],
  ['six minutes before its time', draft({ claims: { nbf: minutes(6) } }), false],
  ['alg none', draft({ header: { alg: 'none' } }), false],
  ['alg HS256 with the public key', draft({ header: { alg: 'HS256' } }), false],
  ['another issuer', draft({ claims: { iss: 'https://api.botframework.org' } }), false],
  ['another audience', draft({ claims: { aud: '00000000-0000-0000-0000-000000000000' } }), false],
  ['no serviceurl', draft({ claims: { serviceurl: undefined } }), false],
  ['another serviceurl', draft({ claims: { serviceurl: 'https://smba.example/emea/' } }), false],
  ['an unknown key', draft({ header: { kid: 'nobody' } }), false],
  ['a key under another name', draft({ header: { kid: 'unendorsed' } }), false],
  ['a channel without endorsement', draft({}), false, { channelId: 'facebook' }],
  ['tampered', tampered, false],
  ['garbage', () => 'Bearer a.b.c', false],
  ['another scheme', () => 'Basic dXNlcjpwYXNz', false],
];

// Ours is stricter than Microsoft's here, and says so.
const stricter = [
  ['an emulator\'s token, which is off by default', () => `Bearer ${login.sign(
    { alg: 'RS256', typ: 'JWT', kid: 'unendorsed' }, { iss: azure, aud: APP_ID, appid: APP_ID, ver: '1.0', nbf: minutes(-1), exp: minutes(60) }, 'unendorsed')}`],
  ['a key without endorsements', draft({ header: { kid: 'unendorsed' }, signedBy: 'unendorsed' })],
];

const activity = (id, more) => ({
  type: 'message', id, channelId: 'msteams', serviceUrl: channel.serviceUrl, from: { id: '29:u' }, recipient: { id: '28:b' }, conversation: { id: 'agreement' },
  text: 'xin chào', deliveryMode: 'expectReplies', ...more,
});

async function main() {
  await channel.listen(new URL(CHANNEL_URL).port);
  for (const [label, header, right, more] of cases) {
    const posted = activity(`agree-${label}`, more);
    const authorization = header();
    const verdict = await theirs.authenticateRequest(posted, authorization).then(() => true, () => false);
    assert.equal(verdict, right, `Microsoft's validation of: ${label}`);
    assert.equal((await channel.post(posted, authorization)).status, right ? 200 : 401, `ours of: ${label}`);
  }

  for (const [label, header] of stricter)
    assert.equal((await channel.post(activity(`stricter-${label}`), header())).status, 401, label);
  await echo();
  console.log(`ok: ${cases.length} agreements`);
}

/** A bot of Microsoft's SDK is given what we have written, with a token as we are given them, and understands it. */
async function echo() {
  const ours = (await channel.post(activity('echo', { text: 'lệ phí đăng ký khai sinh' }))).body.activities[0];
  const adapter = new CloudAdapter(theirs);
  const answer = await adapter.processActivity(
    `Bearer ${login.channelToken({ serviceUrl: ours.serviceUrl })}`,
    { ...ours, id: 'from-us', deliveryMode: 'expectReplies' },
    async context => { await context.sendActivity(`nghe: ${context.activity.text}`); });
  assert.equal(answer.status, 200);
  assert.equal(answer.body.activities[0].text, `nghe: ${ours.text}`);
  assert.equal(answer.body.activities[0].recipient.id, ours.from.id);
}

main().then(() => process.exit(0), error => {
  console.error(error);
  process.exit(1);
});
