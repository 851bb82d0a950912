import type { Change, Edit } from '../../../services/frontend/tasks/edits/edit.ts';
import type { BatchOutcome } from '../../../services/frontend/tasks/edits/queue/batch.sender.ts';
import { EditQueue } from '../../../services/frontend/tasks/edits/queue/edit.queue.ts';
import type { SendOutcome } from '../../../services/frontend/tasks/edits/queue/edit.sender.ts';
import type { StoredEdit } from '../../../services/frontend/tasks/edits/queue/edit.storage.ts';
import type { Task } from '../../../services/frontend/tasks/task.ts';
import { eventually } from '../eventually.ts';

type Response = SendOutcome | Promise<SendOutcome> | ((edit: Edit) => SendOutcome);
type Pause = (attempt: number, wake: AbortSignal) => Promise<void>;

/** The pause that lasts until it is woken. */
const untilWoken: Pause = (_attempt, wake) => new Promise((resolve) => wake.addEventListener('abort', () => resolve()));

/** A queue of edits, and its server with one response for each request, in order; without one it is away. */
export class EditServer {
  readonly sent: { edit: Edit; version: number | null }[] = [];
  readonly responses: Response[] = [];
  /** The requests of several edits, and their responses. */
  readonly batches: (readonly Edit[])[] = [];
  readonly batchResponses: BatchOutcome[] = [];
  stored: Task | null = null;
  saved: StoredEdit[] = [];
  left: StoredEdit[] = [];
  readonly done: [Edit, Task | undefined][] = [];
  /** By the id of the edit, what it deleted. */
  readonly deleted = new Map<string, readonly Task[]>();
  readonly refused: Edit[] = [];
  readonly discarded: Edit[] = [];
  signedOut = 0;
  readonly queue: EditQueue;

  constructor(pause: Pause = untilWoken) {
    this.queue = new EditQueue({
      send: async (edit, version) => {
        this.sent.push({ edit, version });
        const response = this.responses.shift() ?? { is: 'unreachable' };
        return typeof response === 'function' ? response(edit) : response;
      },
      sendBatch: async (stored) => {
        this.batches.push(stored.map(({ edit }) => edit));
        return this.batchResponses.shift() ?? { is: 'unreachable' };
      },
      read: async () => this.stored,
      storage: {
        takeOver: async () => this.left,
        save: async (edits) => {
          this.saved = edits;
        },
        close: () => {},
      },
      pause,
      onDone: (edit, task, deleted) => {
        this.done.push([edit, task]);
        if (deleted.length > 0) this.deleted.set(edit.id, deleted);
      },
      onRefused: (edit) => this.refused.push(edit),
      onDiscarded: (edit) => this.discarded.push(edit),
      onSignedOut: () => {
        this.signedOut += 1;
      },
    });
  }

  edit(task: Task, change: Change, version: number | null = task.version): Edit {
    const edit = editOf(task, change);
    this.queue.add(edit, version);
    return edit;
  }

  /** Makes the same change to several tasks, to be sent in one request. */
  editAll(tasks: readonly Task[], change: Change): Edit[] {
    const edits = tasks.map((task) => ({ ...editOf(task, change), batch: 'batch' }));
    this.queue.addAll(edits.map((edit) => ({ edit, version: edit.before.version })));
    return edits;
  }
}

function editOf(task: Task, change: Change): Edit & { before: Task } {
  return { id: `edit-${counter++}`, taskId: task.id, at: '2027-01-01T00:00:00Z', before: task, ...change };
}

let counter = 0;

export const empty = (server: EditServer) => eventually('an empty queue', () => server.queue.snapshot().length === 0);
export const states = (server: EditServer) => server.queue.snapshot().map(({ state }) => state);
