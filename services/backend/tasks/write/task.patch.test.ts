import assert from 'node:assert/strict';
import fc from 'fast-check';
import { priorities, type TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { type ApiResponse, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { appApiToken, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { propertyRuns } from '../../../../tests/support/property-runs.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('changing a task', () => {
  const backend = useBackend();
  beforeEach(async () => {
    backend.clock.now = new Date('2026-05-01T10:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const read = async (id: string): Promise<TaskSnapshot> => (await ada.get(`/api/tasks/${id}`)).body;
  const actionsOf = async (id: string): Promise<string[]> => {
    return (await ada.get(`/api/tasks/${id}/activity`)).body.items.map(({ action }: { action: string }) => action);
  };

  describe('by PATCH', () => {
    /** Everything a task can have: of its reminders one was sent, one is snoozed, and two wait. */
    async function fullTask(): Promise<TaskSnapshot> {
      const { body } = await ada.post('/api/tasks', {
        title: 'Full',
        description: 'Of everything',
        priority: 'high',
        tags: ['one', 'two'],
        due: { date: '2026-05-03', time: '12:00', timeZone: 'America/New_York' },
        recurrence: { frequency: 'monthly', interval: 2, until: '2030-01-01' },
        reminders: [
          { at: '2026-05-01T10:00:00Z' },
          { minutesBefore: 60 },
          { minutesBefore: 5 },
          { at: '2026-05-03T10:00:00Z' },
        ],
      });
      await request(`${backend.url}/reminder-check`, 'POST', {}, { 'dapr-api-token': appApiToken });
      const { status } = await ada.post(`/api/tasks/${body.id}/snooze`, { until: '2026-05-02T10:00:00Z' });
      assert.equal(status, 200);
      return read(body.id);
    }

    const fields = {
      title: fc.constantFrom('Full', 'Another'),
      description: fc.constantFrom('Another', null),
      priority: fc.constantFrom(...priorities, null),
      tags: fc.constantFrom(['three'], [], ['one', 'two'], null),
      due: fc.constantFrom({ date: '2026-06-01' }, { date: '2026-04-01', time: '08:00', timeZone: 'UTC' }, null),
      recurrence: fc.constantFrom({ frequency: 'daily' }, { frequency: 'weekly', weekdays: ['mon'] }, null),
      reminders: fc.constantFrom([{ minutesBefore: 60 }], [{ at: '2026-05-02T10:00:00Z' }], [], null),
      completed: fc.boolean(),
    };
    /** What else follows from a field. */
    const following: Record<string, (keyof TaskSnapshot)[]> = {
      due: ['dueAt', 'snoozedUntil'],
      recurrence: ['seriesId', 'occurrence'],
      reminders: ['snoozedUntil'],
      completed: ['completedAt', 'snoozedUntil'],
    };

    it('moves what is named and what follows from that, whatever the fields; refused, it moves nothing', async () => {
      const changes = fc.record(fields, { requiredKeys: [] });
      await fc.assert(
        fc.asyncProperty(changes, async (named) => {
          const before = await fullTask();
          const response = await ada.patch(`/api/tasks/${before.id}`, named);
          const after = await read(before.id);
          if (response.status !== 200) {
            assert.equal(response.status, 400);
            assert.ok(named.due === null, JSON.stringify(response.body));
            assert.deepEqual(after, before);
            return;
          }
          assert.deepEqual(response.body, after);
          const touched = new Set(Object.keys(named).flatMap((field) => [field, ...(following[field] ?? [])]));
          for (const field of Object.keys(before) as (keyof TaskSnapshot)[]) {
            if (touched.has(field) || ['version', 'updatedAt', 'reminders'].includes(field)) continue;
            assert.deepEqual(after[field], before[field], field);
          }
          if (!touched.has('reminders')) assertRemindersKept(before, after, named);
          const isSame = Object.keys(named).every((field) => !touchedBy(before, after, field as keyof TaskSnapshot));
          if (isSame) assert.deepEqual(after, before);
        }),
        propertyRuns(15),
      );
    });

    const touchedBy = (before: TaskSnapshot, after: TaskSnapshot, field: keyof TaskSnapshot) =>
      JSON.stringify(before[field]) !== JSON.stringify(after[field]);

    /** Reminders that are not named: the same ones; only a due moves the relative, and only completion ends what waits. */
    function assertRemindersKept(before: TaskSnapshot, after: TaskSnapshot, named: object): void {
      const byId = new Map(after.reminders.map((reminder) => [reminder.id, reminder]));
      assert.equal(byId.size, before.reminders.length);
      for (const reminder of before.reminders) {
        const kept = byId.get(reminder.id);
        assert.deepEqual([kept?.minutesBefore, kept?.at], [reminder.minutesBefore, reminder.at]);
        if (!('due' in named) && !('completed' in named)) assert.deepEqual(kept, reminder);
        else if (reminder.at && !('completed' in named)) {
          // A new due ends the snooze.
          assert.deepEqual(kept, { ...reminder, fireAt: reminder.at });
        } else if (reminder.state === 'sent' && !('due' in named)) assert.deepEqual(kept, reminder);
      }
    }
  });

  describe('by two writers with the same ETag', () => {
    const ifMatch = { 'if-match': '"1"' };
    type Write = (path: string, headers: Record<string, string>) => Promise<ApiResponse>;
    const writes: Record<string, Write> = {
      'PATCH title': (path, headers) => ada.patch(path, { title: 'Theirs' }, headers),
      'PATCH tags': (path, headers) => ada.patch(path, { tags: ['theirs'] }, headers),
      'PATCH completed': (path, headers) => ada.patch(path, { completed: true }, headers),
      complete: (path, headers) => ada.post(`${path}/complete`, undefined, headers),
      snooze: (path, headers) => ada.post(`${path}/snooze`, { until: '2026-05-02T10:00:00Z' }, headers),
      delete: (path, headers) => ada.delete(path, undefined, headers),
    };
    const names = Object.keys(writes);
    const add = async () => `/api/tasks/${(await ada.post('/api/tasks', { title: 'Contended' })).body.id}`;

    for (const [index, first] of names.entries()) {
      for (const second of names.slice(index)) {
        it(`${first} and ${second}: one wins, the other is refused and nothing of the first is lost`, async () => {
          const path = await add();
          const responses = await Promise.all([first, second].map((name) => writes[name]!(path, ifMatch)));
          const [winner, ...others] = responses.filter(({ status }) => status < 300);
          assert.ok(winner && others.length === 0, String(responses.map(({ status }) => status)));
          const loser = responses.find((response) => response !== winner)!;
          if (winner.status === 204) {
            assertProblem(loser, 404, 'not_found');
            assert.equal((await ada.get(path)).status, 404);
          } else {
            assertProblem(loser, 412, 'precondition_failed');
            assert.deepEqual((await ada.get(path)).body, winner.body);
            assert.equal(winner.headers.get('etag'), '"2"');
          }
          assert.equal((await actionsOf(path.slice('/api/tasks/'.length))).length, 2);
        });
      }
    }

    for (const name of [...names, 'reopen']) {
      it(`${name} is refused with an old ETag, and done with the present one`, async () => {
        const path = await add();
        const write: Write = writes[name] ?? ((at, headers) => ada.post(`${at}/reopen`, undefined, headers));
        const { body } = await ada.patch(path, { description: 'Ours' });
        assertProblem(await write(path, ifMatch), 412, 'precondition_failed');
        assert.deepEqual((await ada.get(path)).body, body);
        assert.ok((await write(path, { 'if-match': '"2"' })).status < 300);
      });

      it(`${name} is done with any version of a list, or whichever there is, but never with a weak ETag`, async () => {
        const write: Write = writes[name] ?? ((at, headers) => ada.post(`${at}/reopen`, undefined, headers));
        const path = await add();
        assertProblem(await write(path, { 'if-match': 'W/"1", "2"' }), 412, 'precondition_failed');
        for (const header of ['"7", W/"1" ,"1"', '*']) {
          assert.ok((await write(await add(), { 'if-match': header })).status < 300, header);
        }
      });
    }
  });
});
