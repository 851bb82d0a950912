import assert from 'node:assert/strict';
import { SidecarError } from '../../../shared/dapr/sidecar.errors.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stage } from './stage.ts';

export function bindings(stage: Stage): void {
  describe('bindings and secrets', () => {
    it('fires the cron binding, again and again', async () => {
      const before = stage.apps.backend.cronTicks;
      await eventually('three ticks came', () => stage.apps.backend.cronTicks >= before + 3);
    });

    it('sends an e-mail', async () => {
      await stage.testSystem.sidecarOf('notification').invokeBinding('email', 'create', '<p>It is due</p>', {
        emailTo: 'ada@example.org',
        subject: 'Reminder',
      });
      const mail = await eventually('the mail is there', () => stage.testSystem.mailServer.mails[0]);
      assert.deepEqual(mail.to, ['ada@example.org']);
      assert.match(mail.text, /^Subject: Reminder$/m);
      assert.match(mail.text, /<p>It is due<\/p>/);
    });

    it('does not let an app outside the scope send one', async () => {
      await assert.rejects(
        stage.testSystem.sidecarOf('backend').invokeBinding('email', 'create', 'x', {}),
        SidecarError,
      );
    });

    it('gives a service its secret', async () => {
      assert.deepEqual(
        await stage.testSystem.sidecarOf('backend').getSecret('secrets', 'backend'),
        stage.testSystem.secrets.backend,
      );
    });

    it("gives nobody a component's secret, nor one that does not exist", async () => {
      await assert.rejects(stage.testSystem.sidecarOf('backend').getSecret('secrets', 'statestore'), { status: 403 });
      await assert.rejects(stage.testSystem.sidecarOf('notification').getSecret('secrets', 'notification'), {
        status: 500,
      });
    });

    it('gives no service the secret of another, though all are in one store', async () => {
      const { sidecarOf } = stage.testSystem;
      await assert.rejects(sidecarOf('backend').getSecret('secrets', 'notification'), { status: 403 });
      await assert.rejects(sidecarOf('notification').getSecret('secrets', 'backend'), { status: 403 });
    });
  });
}
