// Stands for Microsoft's login service: an OpenID provider with keys of its own, and tokens for bots.
'use strict';

const crypto = require('node:crypto');

const issuer = 'https://api.botframework.com';
const azure = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';

class Login {
  constructor(base, appId, secret) {
    Object.assign(this, { base, appId, secret, given: [] });
    this.keys = new Map();
    this.addKey('endorsed', ['msteams', 'webchat', 'directline', 'sms']);
    this.addKey('unendorsed');
  }

  addKey(kid, endorsements) {
    const pair = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig', ...(endorsements && { endorsements }) };
    this.keys.set(kid, { ...pair, jwk });
  }

  /** A token as the Bot Connector makes it, with whatever a test wants to be different. */
  channelToken({ header = {}, claims = {}, signedBy = 'endorsed', serviceUrl } = {}) {
    const now = Math.floor(Date.now() / 1000);
    return this.sign(
      { alg: 'RS256', typ: 'JWT', kid: 'endorsed', ...header },
      { iss: issuer, aud: this.appId, nbf: now - 60, exp: now + 3600, serviceurl: serviceUrl, ...claims },
      signedBy);
  }

  /** A token as Azure AD gives it to a bot for its own secret. */
  botToken() {
    const now = Math.floor(Date.now() / 1000);
    return this.sign(
      { alg: 'RS256', typ: 'JWT', kid: 'unendorsed' },
      { iss: azure, aud: issuer, appid: this.appId, ver: '1.0', nbf: now - 60, exp: now + 3600 },
      'unendorsed');
  }

  sign(header, claims, signedBy) {
    const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part(header)}.${part(claims)}`;
    const { privateKey, publicKey } = this.keys.get(signedBy);
    const signature = header.alg === 'none' ? Buffer.alloc(0)
      : header.alg === 'HS256' ? crypto.createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' })).update(content).digest()
        : crypto.sign('RSA-SHA256', Buffer.from(content), privateKey);
    return `${content}.${signature.toString('base64url')}`;
  }

  /** Answers what belongs to the login service; null for the rest. */
  answer(method, path, body) {
    if (method === 'GET' && path === '/openid')
      return [200, { issuer, jwks_uri: `${this.base}/keys`, id_token_signing_alg_values_supported: ['RS256'] }];
    if (method === 'GET' && path === '/keys')
      return [200, { keys: [...this.keys.values()].map(key => key.jwk) }];
    if (method === 'POST' && path === '/botframework.com/oauth2/v2.0/token')
      return this.give(new URLSearchParams(body));
    return null;
  }

  give(form) {
    const right = form.get('grant_type') === 'client_credentials' && form.get('client_id') === this.appId
      && form.get('client_secret') === this.secret && form.get('scope') === `${issuer}/.default`;
    if (!right)
      return [401, { error: 'invalid_client', error_description: 'AADSTS7000215' }];
    const token = this.botToken();
    this.given.push(token);
    return [200, { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: token }];
  }
}

module.exports = { Login, issuer, azure };
