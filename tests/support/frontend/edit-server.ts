import type { Change, Edit } from '../../../services/frontend/tasks/edits/edit.ts';
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
  stored: Task | null = null;
  saved: StoredEdit[] = [];
  left: StoredEdit[] = [];
  readonly done: [Edit, Task | undefined][] = [];
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
      read: async () => this.stored,
      storage: {
        takeOver: async () => this.left,
        save: async (edits) => {
          this.saved = edits;
        },
        close: () => {},
      },
      pause,
      onDone: (edit, task) => this.done.push([edit, task]),
      onRefused: (edit) => this.refused.push(edit),
      onDiscarded: (edit) => this.discarded.push(edit),
      onSignedOut: () => {
        this.signedOut += 1;
      },
    });
  }

  edit(task: Task, change: Change, version: number | null = task.version): Edit {
    const edit: Edit = {
      id: `edit-${counter++}`,
      taskId: task.id,
      at: '2027-01-01T00:00:00Z',
      before: task,
      ...change,
    };
    this.queue.add(edit, version);
    return edit;
  }
}
let counter = 0;

export const empty = (server: EditServer) => eventually('an empty queue', () => server.queue.snapshot().length === 0);
export const states = (server: EditServer) => server.queue.snapshot().map(({ state }) => state);
