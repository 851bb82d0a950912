import assert from 'node:assert/strict';
import { type Client, request } from '../api-client.ts';
import { useClientPerTest } from '../use-client.ts';
import { appApiToken, sidecarWithoutNotifications, useBackend } from './start-backend.ts';

export const due = { date: '2026-01-31', time: '09:00', timeZone: 'Europe/Berlin' };
export const uuid = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const sidecarOnly = { 'dapr-api-token': appApiToken };

/** A backend at a fixed time and a new person for each test, with what a test of export and import does. */
export function useTransfer() {
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  beforeEach(() => {
    backend.clock.now = new Date('2026-01-10T08:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const exported = async (person: Client) => {
    const response = await person.get('/api/export?format=json');
    assert.equal(response.status, 200);
    return { tasks: response.body.tasks as Record<string, unknown>[] };
  };
  const bring = (person: Client, tasks: object[]) => person.post('/api/import', { tasks });
  const add = async (task: object) => (await ada.post('/api/tasks', { title: 'x', ...task })).body;
  const listed = async (person: Client) =>
    (await person.get('/api/tasks?limit=100&sort=created&order=asc')).body.items as { id: string }[];
  const succeed = async ({ id, completedAt }: { id: string; completedAt: string }): Promise<string> =>
    (await request(`${backend.url}/internal/successors`, 'POST', { taskId: id, completedAt }, sidecarOnly)).body
      .successorId;
  const check = () => request(`${backend.url}/reminder-check`, 'POST', {}, sidecarOnly);

  /** Open, completed, recurring, reminded, snoozed: something of everything. */
  async function fillList(): Promise<void> {
    await add({ title: 'Plain "quoted" \\ 🎉', description: 'Line 1\nLine 2', tags: ['a', 'b'], priority: 'urgent' });
    await add({ due: { date: '2026-02-28' }, reminders: [{ minutesBefore: 30 }, { at: '2026-02-01T00:00:00Z' }] });
    const recurrence = { frequency: 'monthly', count: 12 };
    const first = await add({ title: 'Rent', due, recurrence, reminders: [{ minutesBefore: 60 }] });
    backend.clock.now = new Date('2026-01-31T07:30:00Z');
    await check();
    const done = (await ada.post(`/api/tasks/${first.id}/complete`)).body;
    await ada.patch(`/api/tasks/${await succeed(done)}`, { title: 'Rent, again' });
    const snoozed = await add({ due: { ...due, date: '2026-03-01' }, reminders: [{ minutesBefore: 10 }] });
    await ada.post(`/api/tasks/${snoozed.id}/snooze`, { until: '2026-03-02T10:00:00Z' });
    const { id } = await add({ title: 'Snoozed without reminder' });
    await ada.post(`/api/tasks/${id}/snooze`, { until: '2026-03-03T10:00:00Z' });
  }

  return { backend, ada, exported, bring, add, listed, succeed, check, fillList };
}
