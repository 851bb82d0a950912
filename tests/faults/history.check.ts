import type { Invariant } from '../kill/invariants.ts';
import type { Watched } from '../kill/socket.watch.ts';
import type { Scene } from './faults.ts';
import type { TestSystem } from './test-system.ts';

/** What the tables do not hold: what was delivered, what the open pages saw, and how the processes fared. */
export async function checkHistory(scene: Scene, sockets: readonly Watched[]): Promise<Invariant[]> {
  const { history, accidents, system, outages } = scene;
  // The producer in daprd is not an idempotent one: what it repeats on its own while a broker goes or comes may end up behind
  // later events of the task. So a consumer has to tell older from newer by itself, as ours and the page do.
  const inOrder = (overtaken: { at: number; text: string }[]) =>
    overtaken.filter(({ at }) => !outages.some(({ from, to }) => at > from && at < to)).map(({ text }) => text);
  const frames = sockets.reduce((sum, watched) => sum + watched.frames, 0);
  const save = outages.length > 0 ? ', save while the broker was away' : '';
  return [
    await everyChangeArrived(scene),
    {
      name: `the events of a task came to each consumer in their order${save}`,
      checked: history.deliveries - history.repeated,
      violations: inOrder(history.overtaken),
    },
    {
      name: `the last event of a task that came to a consumer was its newest${save}`,
      checked: history.deliveries,
      violations: inOrder(history.stale()),
    },
    {
      name: 'on a socket that stays open no event of a task is missing',
      checked: frames,
      violations: sockets.flatMap(({ lost }) => lost),
    },
    {
      name: `on a socket the events of a task came in their order${save}`,
      checked: frames,
      violations: sockets.flatMap(({ late }) => inOrder(late)),
    },
    { name: 'no process ended but by our hand', checked: system.processes.size, violations: accidents },
  ];
}

/** The sending of a reminder changes a task too, and is told on another topic. */
async function everyChangeArrived({ database, history }: TestSystem): Promise<Invariant> {
  const { rows } = await database.query<{ id: string; changes: string }>(
    `select task_id as id, count(*) as changes from activity where action <> 'reminded' group by task_id`,
  );
  return {
    name: 'every change of a task came to the recurring service',
    checked: rows.reduce((sum, { changes }) => sum + Number(changes), 0),
    violations: rows.flatMap(({ id, changes }) => {
      const came = history.count('recurring', id);
      return came === Number(changes) ? [] : `task ${id} changed ${changes} times, ${came} events came`;
    }),
  };
}
