import type { Delivery } from './delivery.proxy.ts';

/** The deliveries of one task's events to one consumer. */
interface TaskHistory {
  ids: Set<string>;
  newest: number;
  last: number;
  lastAt: number;
}

/** An event that came after a later one of its task, and the time when it came. */
export interface Overtaken {
  at: number;
  text: string;
}

/** Records all deliveries of task events to consumers, by any replica. */
export class History {
  deliveries = 0;
  repeated = 0;
  /** The overtaken events at their first delivery. */
  readonly overtaken: Overtaken[] = [];
  readonly #tasks = new Map<string, TaskHistory>();

  /** @param consumer replicas that share a topic's events are one consumer. */
  note(consumer: string, { event }: Delivery): void {
    const task = event.data?.task;
    if (!task) return;
    const key = `${consumer} ${task.id}`;
    const history = this.#tasks.get(key) ?? { ids: new Set(), newest: 0, last: 0, lastAt: 0 };
    this.#tasks.set(key, history);
    this.deliveries += 1;
    history.last = task.version;
    history.lastAt = Date.now();
    if (history.ids.has(event.id)) {
      this.repeated += 1;
      return;
    }
    history.ids.add(event.id);
    if (task.version < history.newest) {
      this.overtaken.push({ at: Date.now(), text: `${key}: ${task.version} came first after ${history.newest}` });
    }
    history.newest = Math.max(history.newest, task.version);
  }

  /** Returns the number of different events of the task that came to the consumer. */
  count(consumer: string, taskId: string): number {
    return this.#tasks.get(`${consumer} ${taskId}`)?.ids.size ?? 0;
  }

  /** Returns the tasks whose last delivered event is not the newest. */
  stale(): Overtaken[] {
    return [...this.#tasks].flatMap(([key, { last, newest, lastAt: at }]) =>
      last === newest ? [] : { at, text: `${key}: ${last} came last, and before it ${newest}` },
    );
  }
}
