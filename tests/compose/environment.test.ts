import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { makeComposeSecrets } from '../../infra/compose/secrets.ts';
import { root } from '../../infra/local/config.ts';
import { throwAwayFolder } from '../support/services/local-system.ts';
import { type ComposeService, phase4Files, phase5Files, readCompose } from './compose.files.ts';

/** This program reads a service's configuration as its main.ts does, and fails if it is invalid. */
const readsConfig = `
  const [file, phase, store] = process.argv.slice(1);
  const { sidecarConfig, environmentSecrets, secretSettings } = await import(file);
  if (phase === 'Phase 4') environmentSecrets();
  else sidecarConfig?.();
  const { loadConfig } = await import(${JSON.stringify(join(root, 'shared/config.ts'))});
  if (phase === 'Phase 5' && secretSettings) loadConfig(secretSettings, JSON.parse(store));
`;

describe('the environment of compose', () => {
  const folder = throwAwayFolder();
  const secretsFolder = join(folder.path, 'data/compose');
  before(() => makeComposeSecrets(secretsFolder));
  after(() => folder.remove());

  for (const [phase, files] of [
    ['Phase 4', phase4Files],
    ['Phase 5', phase5Files],
  ] as const) {
    const { services, secrets } = readCompose(files);
    const ours = Object.entries(services).filter(([, { command }]) =>
      /^services\/.*\/main\.ts$/.test(command?.[1] ?? ''),
    );

    for (const [name, service] of ours) {
      it(`is what the ${name} service of ${phase} asks for`, async () => {
        const configFile = join(root, 'services', name, 'config.ts');
        const [store, env] = [storeOf(name), environmentOf(service)];
        const known = readFileSync(configFile, 'utf8') + readFileSync(join(root, 'shared/config.ts'), 'utf8');
        for (const variable of Object.keys(env)) assert.ok(known.includes(variable.replace(/_FILE$/, '')), variable);
        const args = ['--input-type=module', '-e', readsConfig, configFile, phase, JSON.stringify(store[name] ?? {})];
        await promisify(execFile)(process.execPath, args, { env });
      });
    }

    /** Returns a container's environment, with paths of files in .data/compose instead of those in the container. */
    function environmentOf({ environment = {}, env_file = [] }: ComposeService): Record<string, string> {
      const variables = Object.entries(environment).map(([variable, value]): [string, string] => {
        const secret = secrets[value.replace('/run/secrets/', '')];
        return [variable, secret ? secretPath(secret.file) : value];
      });
      const lines = env_file.flatMap((file) => readFileSync(secretPath(file), 'utf8').trim().split('\n'));
      const tokens = lines.map((line) => line.split('=', 2) as [string, string]);
      return Object.fromEntries([...variables, ...tokens]);
    }
  }

  it('gives each sidecar what its components refer to, and no more than its own', () => {
    const statestore = parse(readFileSync(join(root, 'infra/compose/components/statestore.yaml'), 'utf8'));
    const { secretKeyRef } = statestore.spec.metadata[0];
    for (const appId of ['backend', 'notification', 'recurring', 'websocket']) {
      const needed = statestore.scopes.includes(appId) ? [secretKeyRef.name] : [];
      const readsOwn = appId === 'recurring' ? [] : [appId];
      assert.deepEqual(Object.keys(storeOf(appId)).sort(), [...readsOwn, ...needed].sort());
      if (needed.length > 0) assert.match(storeOf(appId)[secretKeyRef.name]?.[secretKeyRef.key] ?? '', /^postgresql:/);
    }
  });

  it('is made once: a second time everything is kept', async () => {
    const before = readFileSync(secretPath('database-url'), 'utf8');
    assert.equal(await makeComposeSecrets(secretsFolder), false);
    assert.equal(readFileSync(secretPath('database-url'), 'utf8'), before);
  });

  it('has the empty files of a later version added, and those that were filled in kept', async () => {
    rmSync(secretPath('oidc-client-secret'));
    writeFileSync(secretPath('llm-api-key'), 'filled in');
    assert.equal(await makeComposeSecrets(secretsFolder), false);
    assert.equal(readFileSync(secretPath('oidc-client-secret'), 'utf8'), '');
    assert.equal(readFileSync(secretPath('llm-api-key'), 'utf8'), 'filled in');
  });

  it('is for nobody else on this machine, and different on every other', async () => {
    assert.equal(statSync(secretsFolder).mode & 0o777, 0o700);
    mkdirSync(join(folder.path, 'other'));
    await makeComposeSecrets(join(folder.path, 'other/compose'));
    for (const file of ['postgres-password', 'jwt-private-key', 'backend.env', 'dapr-notification.json']) {
      assert.notEqual(
        readFileSync(join(folder.path, 'other/compose', file), 'utf8'),
        readFileSync(secretPath(file), 'utf8'),
      );
    }
  });

  function secretPath(file: string): string {
    return join(secretsFolder, file.replace('.data/compose/', ''));
  }

  function storeOf(appId: string): Record<string, Record<string, string>> {
    return JSON.parse(readFileSync(secretPath(`dapr-${appId}.json`), 'utf8'));
  }
});
