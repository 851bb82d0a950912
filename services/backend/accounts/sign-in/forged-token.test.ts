import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { decodeJwt, importPKCS8, type JWTPayload, SignJWT } from 'jose';
import { request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { freshSessionKeys } from '../../../../tests/support/infrastructure.ts';
import { useClient } from '../../../../tests/support/use-client.ts';

describe('tokens that are not ours', () => {
  const backend = useBackend();
  const ada = useClient(backend);

  const me = (token: string) =>
    request(`${backend.url}/api/auth/me`, 'GET', undefined, { authorization: `Bearer ${token}` });
  const claims = (): JWTPayload => {
    const iat = Math.floor(backend.clock.now.getTime() / 1000);
    return { sub: ada.userId, sid: decodeJwt(ada.token)['sid'], sv: 1, iss: 'todo', aud: 'todo', iat, exp: iat + 600 };
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = async (payload: JWTPayload, key = backend.keys.privateKey, alg = 'EdDSA') =>
    new SignJWT(payload).setProtectedHeader({ alg }).sign(await importPKCS8(key, 'EdDSA'));
  const without = (name: string) => Object.fromEntries(Object.entries(claims()).filter(([key]) => key !== name));
  /** The classic confusion: our public key, which anybody may have, as the secret of an HMAC. */
  const hmac = (alg: 'HS256' | 'HS512', secret: string) => {
    const input = `${part({ alg, typ: 'JWT' })}.${part(claims())}`;
    return `${input}.${createHmac(alg === 'HS256' ? 'sha256' : 'sha512', secret)
      .update(input)
      .digest('base64url')}`;
  };
  const forgeries: [name: string, token: () => string | Promise<string>][] = [
    ['alg none', () => `${part({ alg: 'none' })}.${part(claims())}.`],
    [
      'alg None and the signature of another',
      () => `${part({ alg: 'None' })}.${part(claims())}.${ada.token.split('.')[2]}`,
    ],
    ['the key of another system', () => signed(claims(), freshSessionKeys().privateKey)],
    ['our public key as an HMAC secret', () => hmac('HS256', backend.keys.publicKey)],
    ['our trimmed public key as an HMAC secret', () => hmac('HS512', backend.keys.publicKey.trim())],
    ['an empty HMAC secret', () => hmac('HS256', '')],
    ['another user put into it', () => ada.token.replace(/\..*\./, `.${part({ ...claims(), sub: 'someone' })}.`)],
    ['a session version put into it', () => ada.token.replace(/\..*\./, `.${part({ ...claims(), sv: 2 })}.`)],
    ['another issuer', () => signed({ ...claims(), iss: 'elsewhere' })],
    ['another audience', () => signed({ ...claims(), aud: 'elsewhere' })],
    ['no expiry', () => signed(without('exp'))],
    ['no subject', () => signed(without('sub'))],
    ['no session', () => signed(without('sid'))],
    ['a session that was never begun', () => signed({ ...claims(), sid: '01890000-0000-7000-8000-000000000000' })],
    ['the session of somebody else', async () => signed({ ...claims(), sub: (await backend.register()).userId })],
    ['no session version', () => signed(without('sv'))],
    ['a session version to come', () => signed({ ...claims(), sv: 2 })],
    ['a session version that is text', () => signed({ ...claims(), sv: '1' })],
    ['a user that does not exist', () => signed({ ...claims(), sub: '01890000-0000-7000-8000-000000000000' })],
    ['a subject that is no UUID', () => signed({ ...claims(), sub: "x' or 1=1" })],
    ['a time yet to come', () => signed({ ...claims(), nbf: claims().iat! + 300 })],
    ['an expiry in the past', () => signed({ ...claims(), exp: claims().iat! - 1 })],
    [
      'one letter changed in its signature',
      () => ada.token.slice(0, -3) + (ada.token.at(-3) === 'A' ? 'B' : 'A') + ada.token.slice(-2),
    ],
    ['its signature cut off', () => ada.token.split('.').slice(0, 2).join('.')],
    ['nothing but dots', () => '..'],
    ['thousands of letters', () => 'a'.repeat(8000)],
  ];
  for (const [name, token] of forgeries) {
    it(`are refused: ${name}`, async () => assertProblem(await me(await token()), 401, 'unauthenticated'));
  }

  it('are ours with the same claims: the forgeries above fail for what they change', async () => {
    assert.equal((await me(await signed(claims()))).status, 200);
  });

  const headers = ['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'Bearer \u00ff', 'token'];
  for (const authorization of headers) {
    it(`are refused without one: "${authorization}", also beside a good cookie`, async () => {
      const cookie = `session=${ada.token}`;
      for (const sent of [{ authorization }, { authorization, cookie }]) {
        const response = await request(`${backend.url}/api/auth/me`, 'GET', undefined, sent);
        assertProblem(response, 401, 'unauthenticated');
        assert.equal(response.headers.get('www-authenticate'), 'Bearer realm="todo"');
      }
    });
  }
});
