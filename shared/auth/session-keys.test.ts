import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { freshSessionKeys } from '../../tests/support/infrastructure.ts';
import { isPair, sessionPrivateKey, sessionPublicKey } from './session-keys.ts';

describe('session keys', () => {
  const keys = freshSessionKeys();
  const rsa = generateKeyPairSync('rsa', {
    modulusLength: 1024,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  it('are Ed25519 keys as PEM, each of its kind', () => {
    assert.equal(sessionPrivateKey.parse(keys.privateKey), keys.privateKey);
    assert.equal(sessionPublicKey.parse(keys.publicKey), keys.publicKey);
    for (const bad of [keys.publicKey, rsa.privateKey, '', 'x', keys.privateKey.slice(0, 60)]) {
      assert.equal(sessionPrivateKey.safeParse(bad).success, false, bad);
    }
    for (const bad of [keys.privateKey, rsa.publicKey, '', 'x', keys.publicKey.slice(0, 60)]) {
      assert.equal(sessionPublicKey.safeParse(bad).success, false, bad);
    }
  });

  it('may be several public keys, which are accepted while a new private key takes the place of an old one', () => {
    const next = freshSessionKeys();
    const both = `${keys.publicKey}${next.publicKey}`;
    assert.equal(sessionPublicKey.parse(both), both);
    for (const bad of [
      rsa.publicKey,
      keys.privateKey,
      '-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----',
      'x',
    ]) {
      assert.equal(sessionPublicKey.safeParse(keys.publicKey + bad).success, false, bad);
    }
    assert.deepEqual(
      [keys, next, freshSessionKeys()].map(({ privateKey }) => isPair(privateKey, both)),
      [true, true, false],
    );
  });

  it('belong together or do not', () => {
    assert.equal(isPair(keys.privateKey, keys.publicKey), true);
    assert.equal(isPair(keys.privateKey, freshSessionKeys().publicKey), false);
  });
});
