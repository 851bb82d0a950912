import assert from 'node:assert/strict';
import { runProgram } from '../render/run-program.ts';
import { parseConfig } from './config.reader.ts';
import { newSecrets } from './secrets/new-secrets.ts';

const least = { phase5: true, origin: 'http://localhost:3000', postgres: { kind: 'single' } };

/** Returns the lines of the error, each of which names one problem. */
function complaints(given: Record<string, unknown>): string[] {
  try {
    parseConfig(given);
  } catch (error) {
    assert.equal((error as Error).name, 'ConfigError');
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe('stack configuration', () => {
  it('has defaults for what is not given', () => {
    const config = parseConfig(least);
    assert.equal(config.namespace, 'todo');
    assert.equal(config.topics.partitions, 12);
    assert.equal(config.dapr.install, true);
    assert.deepEqual(config.postgres, { kind: 'single', storage: '10Gi' });
  });

  it('names images by their digest where it is set', async () => {
    const digests = { services: `sha256:${'a'.repeat(64)}`, frontend: `sha256:${'b'.repeat(64)}` };
    const { manifests } = await runProgram('minikube', { 'todo:images': { version: '1.2.3', digests } });
    const text = JSON.stringify(manifests);
    assert.ok(text.includes(`"ghcr.io/todo-chatbot/services:1.2.3@${digests.services}"`));
    assert.ok(text.includes(`"ghcr.io/todo-chatbot/frontend:1.2.3@${digests.frontend}"`));
    assert.ok(!text.includes('1.2.3"'), 'no image is named by its version alone');
    assert.deepEqual(complaints({ ...least, images: { digests: { ...digests, services: 'sha256:a' } } }), [
      'todo:images.digests.services: Must be a digest: sha256: and 64 hexadecimal digits.',
    ]);
  });

  it('names every key that is missing or wrong, also those within', () => {
    assert.deepEqual(complaints({ origin: 'todo.example.com', postgres: { kind: 'single', storage: 'much' } }), [
      'todo:phase5: is missing',
      'todo:origin: Must be an origin such as https://todo.example.com.',
      'todo:postgres.storage: Must be a quantity such as 500m or 20Gi.',
    ]);
    assert.deepEqual(complaints({ ...least, replicas: { backend: { min: 3, max: 2 } } }), [
      'todo:replicas.backend: min must not exceed max.',
    ]);
  });

  it('names keys that it does not know, for they are misspelt', () => {
    assert.deepEqual(complaints({ ...least, phase6: true, topics: { partition: 3 } }), [
      'todo:topics: Unrecognized key: "partition"',
      'Unrecognized key: "phase6"',
    ]);
  });

  it('tells what does not go together', () => {
    assert.deepEqual(complaints({ ...least, topics: { replicas: 3 } }), [
      'todo:topics.replicas: There are only 1 brokers.',
    ]);
    assert.deepEqual(complaints({ ...least, throwAway: true }), [
      'todo:secrets: is missing, for todo:throwAway is on.',
    ]);
    assert.deepEqual(complaints({ ...least, ingress: {} }), [
      'todo:origin: Must begin with https:// behind an ingress.',
    ]);
    const oidc = { issuer: 'https://login.example.com', clientId: 'todo', clientSecret: true };
    assert.deepEqual(complaints({ ...least, oidc, secrets: newSecrets() }), [
      'todo:secrets.oidcClientSecret: is missing, for todo:oidc.clientSecret is on.',
    ]);
    assert.deepEqual(complaints({ ...least, postgres: { kind: 'external' }, secrets: newSecrets() }), [
      'todo:secrets.externalUrls: is missing, for todo:postgres.kind is external.',
    ]);
  });

  it('refuses an image that is "latest"', () => {
    assert.deepEqual(complaints({ ...least, images: { version: 'latest' } }), [
      'todo:images.version: Must be a version, for "latest" is another one tomorrow.',
    ]);
  });

  it('never repeats a secret that it refuses', () => {
    const secrets = { ...newSecrets(), ownerPassword: 'to@short', jwtPublicKey: newSecrets().jwtPublicKey };
    const said = complaints({ ...least, secrets }).join('\n');
    assert.match(said, /todo:secrets\.ownerPassword: Must be 16 or more/);
    assert.doesNotMatch(said, /to@short|PRIVATE KEY/);
  });

  it('takes a namespace by name, or as one that exists already', () => {
    const given = (namespace: unknown) => {
      const { namespace: name, createsNamespace } = parseConfig({ ...least, namespace });
      return [name, createsNamespace];
    };
    assert.deepEqual(given(undefined), ['todo', true]);
    assert.deepEqual(given('other'), ['other', true]);
    assert.deepEqual(given({ name: 'theirs', create: false }), ['theirs', false]);
    assert.deepEqual(complaints({ ...least, namespace: { name: 'Theirs' } }), [
      'todo:namespace.name: Must be a Kubernetes name: a-z, 0-9 and hyphens.',
    ]);
  });

  it('stops the program when no cluster is named, unless the data may be lost', async () => {
    const unnamed = { 'kubernetes:renderYamlToDirectory': undefined, 'kubernetes:context': undefined };
    await assert.rejects(
      runProgram('cloud', unnamed),
      /kubernetes:context: is missing.*pulumi config set kubernetes:context/s,
    );
    await runProgram('minikube', unnamed);
    await runProgram('cloud', { ...unnamed, 'kubernetes:context': 'production' });
  });

  it('stops the program with the names of the keys', async () => {
    await assert.rejects(runProgram('cloud', { 'todo:phase5': undefined, 'todo:postgress': {} }), (error: Error) => {
      assert.match(error.message, /todo:phase5: is missing/);
      assert.match(error.message, /"postgress"/);
      return true;
    });
  });
});
