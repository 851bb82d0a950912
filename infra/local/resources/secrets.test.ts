import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwAwayFolder } from '../../../tests/support/services/local-system.ts';
import { loadCredentials, writeSecrets } from './secrets.ts';

describe('the generated secrets', () => {
  const folder = throwAwayFolder();
  after(() => folder.remove());

  it('are made once, and readable by their owner only', async () => {
    const credentials = await loadCredentials(folder.path);
    const { path } = await writeSecrets(folder.path, credentials, 15432);
    for (const file of [path, join(folder.path, 'generated.json')]) {
      assert.equal((statSync(file).mode & 0o777).toString(8), '600', file);
    }
    assert.deepEqual(await loadCredentials(folder.path), credentials);
    const passwords = Object.values(credentials);
    assert.equal(new Set(passwords).size, passwords.length);
  });

  it('reach the applications as names with keys, without the rights of the superuser', async () => {
    const credentials = await loadCredentials(folder.path);
    const { path, secrets } = await writeSecrets(folder.path, credentials, 15999);
    const text = readFileSync(path, 'utf8');
    assert.deepEqual(JSON.parse(text), secrets);
    assert.ok(!text.includes(credentials.superuserPassword) && !text.includes(credentials.ownerPassword));
    assert.equal(new URL(secrets.backend.DATABASE_URL).port, '15999');
    const key = createPublicKey(createPrivateKey(secrets.backend.JWT_PRIVATE_KEY)).export({
      type: 'spki',
      format: 'pem',
    });
    assert.ok(secrets.websocket.JWT_PUBLIC_KEY.includes(String(key)));
  });

  it('of an earlier version get the key of push, and stay as they are', async () => {
    const path = join(folder.path, 'generated.json');
    const { vapidPrivateKey: _, ...earlier } = await loadCredentials(folder.path);
    writeFileSync(path, JSON.stringify(earlier));
    const { vapidPrivateKey, ...others } = await loadCredentials(folder.path);
    assert.deepEqual(others, earlier);
    assert.match(vapidPrivateKey, /^[\w-]{43}$/);
    assert.equal((await loadCredentials(folder.path)).vapidPrivateKey, vapidPrivateKey);
  });

  it('are not replaced when the file is damaged', async () => {
    const path = join(folder.path, 'generated.json');
    writeFileSync(path, '{');
    await assert.rejects(loadCredentials(folder.path), {
      name: 'StartError',
      message: /generated\.json is damaged\. Restore it/,
    });
    assert.equal(readFileSync(path, 'utf8'), '{');
  });
});
