import type { Invariant } from '../kill/invariants.ts';
import type { Watched } from '../kill/socket.watch.ts';
import type { Scene } from './scene.ts';
import type { TestSystem } from './test-system.ts';

/** Checks what the tables do not show: deliveries, the events on open pages, and unexpected ends of processes. */
export async function checkHistory(scene: Scene, sockets: readonly Watched[]): Promise<Invariant[]> {
  const { history, accidents, system, outages } = scene;
  // daprd's producer is not idempotent. While a broker stops or starts, events that it repeats may arrive behind later events of
  // the same task. So consumers must detect older events themselves, as the services and the page do.
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

/** Checks that every version was delivered, except those of sent reminders, which are published on another topic. */
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
