import assert from 'node:assert/strict';
import { freshSessionKeys } from '../../tests/support/infrastructure.ts';
import { sessionSigner, sessionVerifier } from './session-token.ts';

describe('a session token', () => {
  const keys = freshSessionKeys();
  const session = {
    id: '01890000-0000-7000-8000-000000000001',
    userId: '01890000-0000-7000-8000-000000000000',
    sessionVersion: 3,
  };
  const now = new Date('2026-01-31T09:00:00.500Z');
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

  const signedWith = async (privateKey: string) => (await sessionSigner(privateKey))(session, now, later(60));

  it('tells user, session, its version, issue and expiry to whoever has the public key, until it expires', async () => {
    const token = await signedWith(keys.privateKey);
    const verify = await sessionVerifier(keys.publicKey);
    const [issuedAt, expiresAt] = [new Date('2026-01-31T09:00:00Z'), new Date('2026-01-31T09:01:00Z')];
    assert.deepEqual(await verify(token, now), { ...session, issuedAt, expiresAt });
    assert.deepEqual(await verify(token, later(59)), { ...session, issuedAt, expiresAt });
    assert.equal(await verify(token, later(60)), undefined);
  });

  it('is accepted when any of several public keys belongs to its private key', async () => {
    const [old, next] = [freshSessionKeys(), freshSessionKeys()];
    const verify = await sessionVerifier(`${old.publicKey}${next.publicKey}`);
    for (const { privateKey } of [old, next]) {
      assert.equal((await verify(await signedWith(privateKey), now))?.userId, session.userId);
    }
    assert.equal(await verify(await signedWith(keys.privateKey), now), undefined);
  });

  it('is none when anything of it is changed', async () => {
    const token = await signedWith(keys.privateKey);
    const verify = await sessionVerifier(keys.publicKey);
    assert.equal(await (await sessionVerifier(freshSessionKeys().publicKey))(token, now), undefined);
    for (let at = 0; at < token.length - 1; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      assert.equal(await verify(changed, now), undefined, `with another letter at ${at}`);
    }
    for (const nothing of ['', '.', '..', '...', token.slice(1), `${token}.`, `${token}.x`]) {
      assert.equal(await verify(nothing, now), undefined);
    }
  });

  it('cannot be made with a key that is none of ours', async () => {
    await assert.rejects(sessionSigner(keys.publicKey));
    await assert.rejects(sessionVerifier(keys.privateKey));
  });
});
