import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { useStarted } from '../use-started.ts';
import { PushServer, type ReceivedPush } from './push-server.ts';
import { reminderEventOf } from './sample-events.ts';
import { useNotification } from './start-notification.ts';

export const pushStart = new Date('2026-01-31T12:00:00.000Z');

/** A notification service and a push service, a new person with a task for each test, and what a test does with them. */
export function usePush() {
  const push = useStarted(async () => {
    const server = await PushServer.start();
    return { server, stop: () => server.stop() };
  });
  const service = useNotification(() => ({ pushServices: [push.server.origin, 'fcm.googleapis.com'] }));
  const sessionId = randomUUID();
  const ada = { id: '', taskId: '' };

  beforeEach(async () => {
    service.clock.now = new Date(pushStart);
    service.logLines.length = 0;
    service.sidecar.failing.clear();
    await service.orm.em.execute('select erase_account(id) from "user"');
    push.server.received.length = 0;
    push.server.respond = () => ({ status: 201 });
    ada.id = await service.addUser({ timeZone: 'Europe/Berlin' });
    ada.taskId = await service.addTask(ada.id);
  });
  afterEach(() => assert.deepEqual(push.server.invalid.splice(0), []));

  const subscribe = (device: string, owner = ada.id) =>
    service.ask('PUT', `users/${owner}/push/subscriptions`, { ...push.server.subscribe(device), sessionId });
  const devices = async (owner = ada.id) =>
    (await service.ask('GET', `users/${owner}/push/subscriptions`)).body.items.length;
  const later = (ms: number) => {
    service.clock.now = new Date(service.clock.now.getTime() + ms);
  };
  const received = () => push.server.received.map(({ device }: ReceivedPush) => device).sort();
  const waiting = async () => (await service.orm.em.execute('select from push_delivery')).length;
  const channels = async () => (await service.ask('GET', `users/${ada.id}/notifications`)).body.items[0].channels;
  const remind = async (differences = {}) => {
    const event = reminderEventOf(ada.id, { taskId: ada.taskId, dueAt: '2026-01-31T12:30:00.000Z', ...differences });
    assert.deepEqual(await service.deliver(event), ['SUCCESS']);
    return event;
  };

  return { push, service, ada, sessionId, subscribe, devices, later, received, waiting, channels, remind };
}
