import assert from 'node:assert/strict';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { raw } from './sql.ts';
import { fromRow, type TaskRow, taskColumns } from './task.row.ts';

describe('a row of a list', () => {
  const backend = useBackend();
  const instants = [0, 5, 10, 120, 123].map((milliseconds) => new Date(Date.UTC(2026, 0, 31, 9, 0, 0, milliseconds)));
  const oldest = new Date('0900-01-01T00:00:00.000Z');

  for (const [zone, times] of [
    ['UTC', [...instants, oldest]],
    ['Asia/Kathmandu', instants],
  ] as const) {
    it(`has its instants in UTC to the millisecond, also as JSON, in a database in ${zone}`, async () => {
      const person = await backend.register();
      for (const at of times) {
        const { body: task } = await person.post('/api/tasks', {
          title: 'x',
          due: { date: '2026-02-01', time: '10:00' },
          reminders: [{ at: at.toISOString() }],
        });
        const set = 'update task set created_at = ?, updated_at = created_at where id = ?';
        await backend.orm.em.execute(set, [at, task.id]);
        await backend.orm.em.fork().transactional(async (tx) => {
          await tx.execute(`set local time zone '${zone}'`);
          const [row] = await tx.execute<[TaskRow]>(raw(`select ${taskColumns} from task where id = ?`, [task.id]));
          const [{ json }] = await tx.execute<[{ json: TaskRow }]>(
            raw(`select row_to_json(found) as json from (select ${taskColumns} from task where id = ?) found`, [
              task.id,
            ]),
          );
          for (const { createdAt, reminders } of [row, json].map(fromRow))
            assert.deepEqual([createdAt, reminders[0]?.fireAt], [at.toISOString(), at.toISOString()]);
        });
      }
    });
  }
});
