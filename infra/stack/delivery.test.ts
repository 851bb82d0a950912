import assert from 'node:assert/strict';
import { throwAwayFolder } from '../../tests/support/services/local-system.ts';
import { containerEnvironment } from '../../tests/support/stack/container.environment.ts';
import { find } from '../../tests/support/stack/find.ts';
import { type Manifest, runProgram } from '../render/run-program.ts';
import { stackNames } from '../render/stack.file.ts';
import { newSecrets } from './secrets/new-secrets.ts';

describe('what reaches people from a cluster', () => {
  const folder = throwAwayFolder();
  after(() => folder.remove());
  const email = { host: 'smtp.example.com', port: 465, from: 'todo@example.com' };
  const secrets = { ...newSecrets(), email: { user: 'me', password: 'mine' } };
  const run = async (stack: (typeof stackNames)[number], changes = {}) =>
    (await runProgram(stack, { 'todo:secrets': secrets, ...changes })).manifests;
  const environmentOf = (manifests: Manifest[], name: string) =>
    containerEnvironment(manifests, `Deployment/${name}`, folder.path);

  for (const stack of stackNames) {
    it(`${stack}: e-mail, and so the reset of a password, where a mail server is configured`, async () => {
      const manifests = await run(stack, { 'todo:email': email });
      const { spec, scopes } = find(manifests, 'Component/email');
      const value = (name: string) => spec.metadata.find((entry: { name: string }) => entry.name === name);
      assert.deepEqual([spec.type, scopes], ['bindings.smtp', ['notification']]);
      assert.deepEqual([value('host').value, String(value('port').value)], [email.host, String(email.port)]);
      const { name, key } = value('password').secretKeyRef;
      assert.equal(find(manifests, `Secret/${name}`).stringData[key], 'mine');
      for (const service of ['backend', 'notification']) {
        assert.equal((await environmentOf(manifests, service))['EMAIL_BINDING'], 'email', service);
      }
      const without = await run(stack);
      for (const service of ['backend', 'notification']) {
        assert.ok(!('EMAIL_BINDING' in (await environmentOf(without, service))), service);
      }
    });

    it(`${stack}: pushes, signed with a key that only the notification service has`, async () => {
      const manifests = await run(stack);
      const holders = manifests.filter((manifest) => JSON.stringify(manifest).includes(secrets.vapidPrivateKey!));
      assert.deepEqual(
        holders.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
        ['Secret/notification'],
      );
      assert.equal(find(manifests, 'Secret/notification').stringData['VAPID_PRIVATE_KEY'], secrets.vapidPrivateKey);
      const contact = (await environmentOf(manifests, 'notification'))['PUSH_CONTACT'];
      assert.equal(contact, stack === 'cloud' ? 'https://todo.example.com' : undefined);
    });
  }
});
