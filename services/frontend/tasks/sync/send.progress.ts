import { toastManager } from '../../ui/overlay/toast.queue.ts';
import { mostInBatch } from '../edits/queue/batch.sender.ts';
import type { EditQueue } from '../edits/queue/edit.queue.ts';

/** Shows in a toast how many of the edits are sent, where they are too many for one request. */
export function followProgress(queue: EditQueue, toastId: string, editIds: readonly string[]): void {
  if (editIds.length <= mostInBatch) return;
  const ours = new Set(editIds);
  let shown = 0;
  const stop = queue.subscribe(() => {
    const left = queue.snapshot().filter(({ edit }) => ours.has(edit.id)).length;
    const sent = ours.size - left;
    if (sent === shown) return;
    shown = sent;
    toastManager.update(toastId, { description: left ? `${sent} of ${ours.size} are saved` : 'All are saved' });
    if (left === 0) stop();
  });
}
