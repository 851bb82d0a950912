import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../infra/local/config.ts';
import { images } from '../../infra/stack/third-party.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { phase4Files, phase5Files, readCompose } from './compose.files.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

for (const [phase, files] of [
  ['Phase 4', phase4Files],
  ['Phase 5', phase5Files],
] as const) {
  describe(`compose of ${phase}`, () => {
    const project = readCompose(files);
    const services = Object.entries(project.services);
    const longRunning = services.filter(([, { restart }]) => restart === 'unless-stopped');
    const oneShots = services.filter(([, { restart }]) => restart === 'on-failure:3').map(([name]) => name);

    it('has the containers of the phase', () => {
      const sidecars = ['backend', 'notification', 'recurring', 'websocket'].map((name) => `${name}-dapr`);
      const more = ['notification', 'recurring', 'websocket', 'redpanda', 'topics', ...sidecars];
      const expected = ['backend', 'frontend', 'migrate', 'postgres', 'secrets', ...(phase === 'Phase 5' ? more : [])];
      assert.deepEqual(Object.keys(project.services).sort(), expected.sort());
      assert.equal(
        longRunning.length + oneShots.length,
        services.length,
        'each either keeps running or ends by itself',
      );
      const ends = ['migrate', 'secrets', ...(phase === 'Phase 5' ? ['topics'] : [])];
      assert.deepEqual(oneShots.sort(), ends);
    });

    it('refers only to what it declares', () => {
      for (const [name, service] of services) {
        const volumes = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '').filter((v) => v[0] !== '.');
        for (const network of service.networks ?? []) assert.ok(network in project.networks, `${name}: ${network}`);
        for (const volume of volumes) assert.ok(volume in project.volumes, `${name}: volume ${volume}`);
        for (const other of Object.keys(service.depends_on ?? {}))
          assert.ok(other in project.services, `${name}: ${other}`);
      }
    });

    it('waits for what it depends on to be healthy, or done', () => {
      for (const [name, { depends_on = {} }] of services) {
        for (const [other, { condition }] of Object.entries(depends_on)) {
          const expected = oneShots.includes(other) ? 'service_completed_successfully' : 'service_healthy';
          assert.equal(condition, expected, `${name} on ${other}`);
        }
      }
    });

    it('names every image by its version: our own by this one, others by those of the clusters', () => {
      const own = ['services', 'frontend', 'compose-sidecar'].map(
        (name) => `ghcr.io/todo-chatbot/${name}:${packageJson.version}`,
      );
      const others = [images.postgres, `${images.redpanda.repository}:${images.redpanda.tag}`];
      for (const [name, { image, build }] of services) {
        assert.match(image, /:v?\d+\.\d+/, name);
        assert.ok((build ? own : others).includes(image), `${name}: ${image}`);
      }
    });

    it('lets nothing be reached but the page, and that from this machine only', () => {
      const published = services.filter(([, { ports }]) => ports).map(([name, { ports }]) => [name, ports]);
      assert.deepEqual(published, [['frontend', ['127.0.0.1:3000:8080']]]);
      assert.equal(project.networks['data']?.internal, true);
    });

    it('watches the health of whatever keeps running', () => {
      for (const [name, { healthcheck }] of longRunning) {
        assert.equal(healthcheck?.test[0], 'CMD', `${name} has a health check`);
        assert.ok(healthcheck?.timeout, name);
      }
    });

    it('confines every container', () => {
      for (const [name, service] of services) {
        assert.deepEqual(service.cap_drop, ['ALL'], name);
        assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
        assert.match(service.deploy.resources.limits.memory, /^\d+[MG]$/, name);
        assert.match(service.deploy.resources.limits.cpus, /^\d\.\d$/, name);
        // rpk writes its configuration, so Redpanda's file system is writable.
        assert.equal(service.read_only ?? false, service.image !== project.services['redpanda']?.image, name);
      }
    });

    it('holds no secret: containers read files that one container makes, or what you set', () => {
      for (const [name, { environment = {}, command = [] }] of services) {
        for (const [variable, value] of Object.entries(environment)) {
          if (!/PASSWORD|TOKEN|KEY|SECRET|DATABASE_URL/.test(variable)) continue;
          if (name === 'secrets') assert.equal(value, '', variable);
          else assert.match(variable, /_FILE$/, `${name}: ${variable}`);
        }
        if (name !== 'secrets') assert.doesNotMatch(command.join(' '), /password|token|secret/i, name);
      }
    });

    it('starts with nothing before it: no file of yours is read but the repository itself', () => {
      for (const [name, service] of services) {
        assert.ok(!('env_file' in service) && !('secrets' in service), name);
        for (const volume of service.volumes ?? []) assert.match(volume, /^(\.:|\.\/infra\/compose\/|\w+:)/, name);
      }
    });
  });
}

describe('Compose 1', () => {
  it('reads no further than a line that says which version is needed', () => {
    // It knows ${A:-b} and ${A:?b}, and shows what else it finds between the braces.
    const [, text = ''] = read('docker-compose.yml').match(/\$\{[A-Z0-9_]+:\+([^}]*)\}/) ?? [];
    assert.match(text, /^Install Docker Compose 2\.\d+ or newer$/);
  });
});
