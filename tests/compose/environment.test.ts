import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Reader, readers, secretsOf } from '../../infra/compose/secret.readers.ts';
import { composeSecrets, type Secrets } from '../../infra/compose/secrets.ts';
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
  let secrets: Secrets;
  before(async () => {
    secrets = await composeSecrets({ volume: folder.path });
    for (const reader of Object.keys(readers) as Reader[])
      for (const [name, content] of Object.entries(secretsOf(reader, secrets, {}))) write(`${reader}/${name}`, content);
  });
  after(() => folder.remove());

  for (const [phase, files] of [
    ['Phase 4', phase4Files],
    ['Phase 5', phase5Files],
  ] as const) {
    const { services } = readCompose(files);
    const ours = Object.entries(services).filter(([, { command }]) =>
      /^services\/.*\/main\.ts$/.test(command?.[1] ?? ''),
    );

    for (const [name, service] of ours) {
      it(`is what the ${name} service of ${phase} asks for`, async () => {
        const configFile = join(root, 'services', name, 'config.ts');
        const env = environmentOf(service);
        const known = readFileSync(configFile, 'utf8') + readFileSync(join(root, 'shared/config.ts'), 'utf8');
        for (const variable of Object.keys(env)) assert.ok(known.includes(variable.replace(/_FILE$/, '')), variable);
        const store = JSON.parse(secretsOf(`${name}-dapr` as Reader, secrets, {})['secrets.json'] ?? '');
        const args = ['--input-type=module', '-e', readsConfig, configFile, phase, JSON.stringify(store[name] ?? {})];
        await promisify(execFile)(process.execPath, args, { env });
      });
    }
  }

  it('names files that the container finds', () => {
    for (const [name, { environment = {} }] of Object.entries(readCompose(phase5Files).services)) {
      const paths = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
      for (const path of paths) {
        const [reader, file] = path.replace('/run/secrets/', '').split('/');
        assert.equal(reader, name);
        assert.ok(file && file in secretsOf(name as Reader, secrets, {}), path);
      }
    }
  });

  /** Returns a container's environment, with the paths of files in this folder instead of those in the container. */
  function environmentOf({ environment = {} }: ComposeService): Record<string, string> {
    return Object.fromEntries(
      Object.entries(environment).map(([variable, value]) => [variable, value.replace('/run/secrets', folder.path)]),
    );
  }

  function write(path: string, content: string): void {
    mkdirSync(join(folder.path, dirname(path)), { recursive: true });
    writeFileSync(join(folder.path, path), content);
  }
});
