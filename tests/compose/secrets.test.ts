import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Reader, readers, secretsOf, shareSecrets } from '../../infra/compose/secret.readers.ts';
import { composeSecrets, type Secrets } from '../../infra/compose/secrets.ts';
import { root } from '../../infra/local/config.ts';
import { throwAwayFolder } from '../support/services/local-system.ts';
import { phase5Files, readCompose } from './compose.files.ts';

describe('the secrets of compose', () => {
  const folder = throwAwayFolder();
  const volume = join(folder.path, 'volume');
  const existing = join(folder.path, 'compose');
  let secrets: Secrets;
  before(async () => {
    mkdirSync(volume);
    secrets = await composeSecrets({ volume, existing });
  });
  after(() => folder.remove());

  it('are made once: a second time everything is kept', async () => {
    assert.deepEqual(await composeSecrets({ volume, existing }), secrets);
    const other = await composeSecrets({ volume: join(folder.path, 'other') });
    for (const [name, content] of Object.entries(secrets))
      if (name !== 'dapr-recurring.json') assert.notEqual(other[name], content, name);
  });

  it('are closed to every container where they are kept', () => {
    assert.equal(statSync(join(volume, 'kept')).mode & 0o777, 0o700);
  });

  it('of earlier versions are taken over, and stay when their folder is gone', async () => {
    mkdirSync(existing);
    const old: Secrets = { ...secrets, 'postgres-password': 'known to the database', 'llm-api-key': 'filled in' };
    for (const [name, content] of Object.entries(old))
      if (name !== 'vapid-private-key') writeFileSync(join(existing, name), content);
    const another = join(folder.path, 'another');
    const { 'vapid-private-key': key, ...taken } = await composeSecrets({ volume: another, existing });
    const { 'vapid-private-key': _, ...given } = old;
    assert.deepEqual(taken, given);
    assert.match(key ?? '', /^[\w-]{43}$/, 'earlier versions had none');
    rmSync(existing, { recursive: true });
    assert.deepEqual(await composeSecrets({ volume: another, existing }), { ...given, 'vapid-private-key': key });
    assert.equal(JSON.parse(secretsOf('backend-dapr', old, {})['secrets.json'] ?? '').backend.LLM_API_KEY, 'filled in');
  });

  it('can be entered by the group of their reader alone', async function () {
    if (process.getuid?.() !== 0) this.skip(); // Only root may give files to other groups, as the container does.
    await shareSecrets(volume, secrets, {});
    for (const [reader, group] of Object.entries(readers)) {
      const { gid, mode } = statSync(join(volume, reader));
      assert.deepEqual([gid, mode & 0o777], [group, 0o750], reader);
    }
    const file = statSync(join(volume, 'backend/database-url'));
    assert.deepEqual([file.gid, file.mode & 0o777], [readers.backend, 0o640]);
    assert.equal(readFileSync(join(volume, 'backend/database-url'), 'utf8'), secrets['database-url']);
  });

  it('are mounted where they are read, by containers of that group, after they were made', () => {
    const { services } = readCompose(phase5Files);
    for (const [name, service] of Object.entries(services)) {
      const mounts = (service.volumes ?? []).filter((mount) => mount.startsWith('secrets:'));
      if (name === 'secrets') continue;
      const group = readers[name as Reader] as number | undefined;
      assert.deepEqual(service.group_add ?? [], group ? [String(group)] : [], name);
      assert.ok(mounts.every((mount) => mount === 'secrets:/run/secrets:ro'));
      assert.equal(mounts.length > 0, group !== undefined, name);
      assert.equal(service.depends_on?.['secrets'] !== undefined, group !== undefined, name);
    }
    assert.equal(new Set(Object.values(readers)).size, Object.keys(readers).length);
  });

  it('give each sidecar what its components refer to, and no more than its own', () => {
    const statestore = parse(readFileSync(join(root, 'infra/compose/components/statestore.yaml'), 'utf8'));
    const { secretKeyRef } = statestore.spec.metadata[0];
    for (const appId of ['backend', 'notification', 'recurring', 'websocket']) {
      const store = JSON.parse(secretsOf(`${appId}-dapr` as Reader, secrets, {})['secrets.json'] ?? '');
      const needed = statestore.scopes.includes(appId) ? [secretKeyRef.name] : [];
      assert.deepEqual(Object.keys(store).sort(), [...(appId === 'recurring' ? [] : [appId]), ...needed].sort());
      if (needed.length > 0) assert.match(store[secretKeyRef.name]?.[secretKeyRef.key] ?? '', /^postgresql:/);
    }
  });

  it('have the keys that are set in the environment', () => {
    const given = { LLM_API_KEY: 'key', OIDC_CLIENT_SECRET: 'secret', EMAIL_USER: 'me', EMAIL_PASSWORD: 'mine' };
    assert.equal(secretsOf('backend', secrets, given)['llm-api-key'], 'key');
    const { backend } = JSON.parse(secretsOf('backend-dapr', secrets, given)['secrets.json'] ?? '');
    assert.deepEqual([backend.LLM_API_KEY, backend.OIDC_CLIENT_SECRET], ['key', 'secret']);
    const { email } = JSON.parse(secretsOf('notification-dapr', secrets, given)['secrets.json'] ?? '');
    assert.deepEqual(email, { user: 'me', password: 'mine' });
  });
});
