import assert from 'node:assert/strict';
import { loadConfig } from '../../../../shared/config.ts';
import { request } from '../../../../tests/support/api-client.ts';
import { spawnBackend } from '../../../../tests/support/backend/spawn-backend.ts';
import { createDatabase } from '../../../../tests/support/database.ts';
import { freePort, freshSessionKeys } from '../../../../tests/support/infrastructure.ts';
import { settings } from '../../config.ts';

describe('the configuration of an external issuer', () => {
  const issuer = { OIDC_ISSUER: 'https://login.example.com/realm', OIDC_CLIENT_ID: 'todo' };
  const complaint = (env: Record<string, string>) => {
    try {
      loadConfig(settings, env);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('is none, or an issuer and what it calls us', () => {
    for (const env of [
      {},
      issuer,
      { ...issuer, OIDC_NAME: 'Example', OIDC_CLIENT_SECRET: 's3cret' },
      { ...issuer, OIDC_ISSUER: 'http://localhost:9000' },
      { ...issuer, OIDC_ISSUER: 'http://127.0.0.1:9000/' },
    ]) {
      assert.equal(complaint(env), '');
    }
  });

  const wrong: [variable: string, env: Record<string, string>][] = [
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: issuer.OIDC_ISSUER }],
    ['OIDC_ISSUER', { OIDC_CLIENT_ID: 'todo' }],
    ['OIDC_ISSUER', { OIDC_NAME: 'Example' }],
    ['OIDC_ISSUER', { OIDC_CLIENT_SECRET: 's3cret' }],
    ['OIDC_ISSUER', { ...issuer, OIDC_ISSUER: 'http://login.example.com' }],
    ['OIDC_ISSUER', { ...issuer, OIDC_ISSUER: 'http://localhost.example.com' }],
    ['OIDC_ISSUER', { ...issuer, OIDC_ISSUER: 'https://login.example.com/?s3cret' }],
    ['OIDC_ISSUER', { ...issuer, OIDC_ISSUER: 'https://me:s3cret@login.example.com' }],
    ['OIDC_ISSUER', { ...issuer, OIDC_ISSUER: 'login.example.com' }],
    ['OIDC_NAME', { ...issuer, OIDC_NAME: 'x'.repeat(51) }],
  ];
  for (const [variable, env] of wrong) {
    it(`names ${variable} in ${JSON.stringify(env)}, and no value`, () => {
      const output = complaint(env);
      assert.match(output, new RegExp(`^ {2}${variable}: `, 'm'));
      assert.doesNotMatch(output, /s3cret/);
    });
  }

  it('is enough for the backend to start, whether the issuer is there or not', async () => {
    const database = await createDatabase();
    const { privateKey, publicKey } = freshSessionKeys();
    const [port, nobody] = [await freePort(), `localhost:${await freePort()}`];
    const backend = spawnBackend({
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: database.url,
      JWT_PRIVATE_KEY: privateKey,
      JWT_PUBLIC_KEY: publicKey,
      OIDC_ISSUER: `http://${nobody}`,
      OIDC_CLIENT_ID: 'todo',
      OIDC_CLIENT_SECRET: 's3cret',
    });
    await backend.logged('The backend is listening.');
    const url = `http://127.0.0.1:${port}/api`;
    assert.deepEqual((await request(`${url}/config`, 'GET')).body, { phase5: false, oidc: { name: nobody } });
    assert.equal((await request(`${url}/auth/oidc`, 'POST', { idToken: 'x' })).status, 503);
    assert.equal((await backend.logged('The issuer cannot be used.'))['issuer'], `http://${nobody}`);
    backend.process.kill('SIGTERM');
    assert.equal(await backend.exited, 0);
    assert.doesNotMatch(backend.output(), /s3cret/);
    await database.drop();
  });
});
