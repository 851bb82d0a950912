import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../shared/config.ts';
import { containerEnvironment } from '../../tests/support/stack/container.environment.ts';
import { find } from '../../tests/support/stack/find.ts';
import { runOf } from '../../tests/support/stack/runs.ts';
import { type Manifest, runProgram } from '../render/run-program.ts';
import { root, stackNames } from '../render/stack.file.ts';
import { newSecrets } from './secrets/new-secrets.ts';

const workloads = {
  backend: 'Deployment/backend',
  notification: 'Deployment/notification',
  recurring: 'Deployment/recurring',
  websocket: 'StatefulSet/websocket',
};
type Name = keyof typeof workloads;
/** node-postgres and Node read these variables, not our code. */
const notOurs = ['PGSSLMODE', 'NODE_EXTRA_CA_CERTS'];

/** Reads the configuration of a service with an environment, and starts nothing else. */
function readConfig(service: Name, environment: Record<string, string>) {
  const script = join(root, 'tests/support/stack/read-config.main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, service], {
    env: { ...environment }, // coverage adds a variable of its own
    encoding: 'utf8',
  });
  return { status, known: status === 0 ? (JSON.parse(stdout) as string[]) : [], stderr };
}

describe('environment of the services in a cluster', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'todo-environment-'));
  });
  after(() => rm(folder, { recursive: true }));

  for (const stack of stackNames) {
    for (const phase5 of [true, false]) {
      const services: Name[] = phase5 ? ['backend', 'notification', 'recurring', 'websocket'] : ['backend'];
      describe(`${stack}, Phase ${phase5 ? 5 : 4}`, () => {
        let manifests: Manifest[];
        before(async () => {
          ({ manifests } = await runProgram(stack, { 'todo:phase5': phase5, 'todo:secrets': newSecrets() }));
        });

        for (const service of services) {
          it(`${service} finds all it needs, and nothing it does not know`, async () => {
            const environment = await containerEnvironment(manifests, workloads[service], folder);
            const { status, known, stderr } = readConfig(service, environment);
            assert.equal(status, 0, stderr);
            const given = Object.keys(environment).map((name) => name.replace(/_FILE$/, ''));
            assert.deepEqual(
              given.filter((name) => !known.includes(name) && !notOurs.includes(name)),
              [],
            );
            assert.equal(environment['PORT'], String(find(manifests, `Service/${service}`).spec.ports[0].port));
            if (known.includes('PUBLIC_ORIGIN'))
              assert.ok(environment['PUBLIC_ORIGIN'], 'The default is for one machine only');
          });
        }

        it('the migration finds all it needs', async () => {
          const environment = await containerEnvironment(manifests, 'Job/migration', folder);
          const urls = ['MIGRATION_DATABASE_URL_FILE', 'DATABASE_URL_FILE'].map((name) => environment[name]);
          const users = await Promise.all(urls.map(async (path) => new URL(await readFile(path!, 'utf8')).username));
          assert.deepEqual(users, ['todo_owner', 'todo']);
        });

        if (phase5) {
          it("what services ask Dapr's secret store for is what their configuration wants", async () => {
            for (const app of ['backend', 'notification', 'websocket'] as const) {
              const { secretSettings } = await settingsOf(app);
              assert.ok(loadConfig(secretSettings, find(manifests, `Secret/${app}`).stringData));
            }
          });
        }
      });
    }
  }

  for (const phase5 of [true, false]) {
    it(`an external issuer is given to the backend of Phase ${phase5 ? 5 : 4}, its secret by the Secret alone`, async () => {
      const { manifests } = await runProgram('minikube', {
        'todo:phase5': phase5,
        'todo:oidc': { issuer: 'https://login.example.com', clientId: 'todo', name: 'Example', clientSecret: true },
        'todo:secrets': { ...newSecrets(), oidcClientSecret: 's3cret' },
      });
      assert.equal(find(manifests, 'Secret/backend').stringData['OIDC_CLIENT_SECRET'], 's3cret');
      const environment = await containerEnvironment(manifests, workloads.backend, folder);
      const { status, known, stderr } = readConfig('backend', environment);
      assert.equal(status, 0, stderr);
      const given = Object.keys(environment).filter((name) => name.startsWith('OIDC_'));
      const secret = phase5 ? [] : ['OIDC_CLIENT_SECRET_FILE'];
      assert.deepEqual(given.sort(), [...secret, 'OIDC_CLIENT_ID', 'OIDC_ISSUER', 'OIDC_NAME'].sort());
      for (const name of given) assert.ok(known.includes(name.replace('_FILE', '')), name);
    });
  }

  it('a variable that is missing would be noticed', async () => {
    const { manifests } = await runOf('minikube 5');
    const environment = await containerEnvironment(manifests, workloads.recurring, folder);
    const { DAPR_HTTP_PORT: _, APP_API_TOKEN_FILE: __, ...rest } = environment;
    const { status, stderr } = readConfig('recurring', rest);
    assert.equal(status, 1);
    assert.match(stderr, /DAPR_HTTP_PORT: is missing\n {2}APP_API_TOKEN: is missing/);
  });

  it("the page's server is given every variable of its configuration that has no default", async () => {
    const caddyfile = await readFile(join(root, 'services/frontend/Caddyfile'), 'utf8');
    const wanted = [...caddyfile.matchAll(/\{\$([A-Z_]+)(:[^}]*)?\}/g)].filter(([, , fallback]) => !fallback);
    const { manifests } = await runOf('minikube 5');
    const { env } = find(manifests, 'Deployment/frontend').spec.template.spec.containers[0];
    const given = env.map(({ name }: { name: string }) => name);
    assert.ok(wanted.length > 0);
    for (const [, name] of wanted) assert.ok(given.includes(name), `${name} is missing`);
  });
});

/** Importing a service's config.ts reads this process's own environment, which lacks what sidecars set. */
async function settingsOf(app: 'backend' | 'notification' | 'websocket') {
  const own = { ...process.env };
  Object.assign(process.env, { DAPR_HTTP_PORT: '3500', DAPR_API_TOKEN: 'x'.repeat(16), APP_API_TOKEN: 'x'.repeat(16) });
  try {
    return await import(`../../services/${app}/config.ts`);
  } finally {
    process.env = own;
  }
}
