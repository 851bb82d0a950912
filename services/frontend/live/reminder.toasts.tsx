import { useRef } from 'react';
import { useLocation } from 'wouter';
import { dueInWords, instantInWords } from '../../../shared/language/format/due.format.ts';
import type { User } from '../account/account.queries.ts';
import { readerOf } from '../account/reader.ts';
import { deviceKey } from '../push/device.key.ts';
import { toastManager } from '../ui/overlay/toast.queue.ts';
import { problemToast, toast } from '../ui/overlay/toast.ts';
import { act, type ReminderAction } from '../worker/reminder.actions.ts';
import { useLiveEvent } from './live.context.tsx';

/** Long enough for a person who looks up from something else. The notification panel keeps the reminder afterwards. */
const shownMs = 30_000;

/** Shows due reminders as toasts, on whatever view is open. */
export function ReminderToasts({ user }: { user: User }) {
  const [, navigate] = useLocation();
  const shown = useRef(new Map<string, string[]>());
  // In another tab, or on another device, the person has done what the reminder asks for.
  useLiveEvent('task.changed', ({ change, task: { id, completed, snoozedUntil } }) => {
    if (!completed && change !== 'deleted' && !(snoozedUntil && Date.parse(snoozedUntil) > Date.now())) return;
    for (const toastId of shown.current.get(id) ?? []) toastManager.close(toastId);
    shown.current.delete(id);
  });
  useLiveEvent('reminder.due', ({ taskId, reminderId, title, due, dueAt, fireAt }) => {
    const reader = readerOf(user);
    const when = due ? dueInWords(due, reader) : dueAt && instantInWords(new Date(dueAt), reader);
    const content = {
      taskId,
      reminderId,
      fireAt,
      title,
      body: when ? `Due ${when}` : 'You asked to be reminded of this.',
    };
    if (localStorage.getItem(deviceKey))
      void import('../push/device.ts').then(({ showHere }) => showHere(user.id, content));
    const run = (action: ReminderAction) =>
      act(action, content).catch((error: Error) => problemToast(`“${title}” is as it was`, error));
    // A reminder that is delivered twice is shown once.
    const id = `reminder ${reminderId} ${fireAt}`;
    shown.current.set(taskId, [...(shown.current.get(taskId) ?? []), id]);
    toast({
      id,
      title: (
        <>
          Reminder: <bdi>{title}</bdi>
        </>
      ),
      ...(when && { description: `Due ${when}` }),
      type: 'reminder',
      timeoutMs: shownMs,
      more: [
        { label: 'Complete', run: () => void run('complete') },
        { label: 'Snooze 1 h', run: () => void run('snooze') },
      ],
      action: { label: 'Open', run: () => navigate(`/tasks/${taskId}`) },
    });
  });
  return null;
}
