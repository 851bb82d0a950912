import { useLocation } from 'wouter';
import { dueInWords, instantInWords } from '../../../shared/language/format/due.format.ts';
import type { User } from '../account/account.queries.ts';
import { readerOf } from '../account/reader.ts';
import { toast } from '../ui/overlay/toasts.tsx';
import { useLiveEvent } from './live.context.tsx';

/** Long enough to be seen by whoever looks up from something else; the notifications keep it. */
const shownMs = 30_000;

/** Says that it is time, wherever in the page one is. */
export function ReminderToasts({ user }: { user: User }) {
  const [, navigate] = useLocation();
  useLiveEvent('reminder.due', ({ taskId, reminderId, title, due, dueAt, fireAt }) => {
    const reader = readerOf(user);
    const when = due ? dueInWords(due, reader) : dueAt && instantInWords(new Date(dueAt), reader);
    toast({
      // The same one told twice is shown once.
      id: `reminder ${reminderId} ${fireAt}`,
      title: (
        <>
          Reminder: <bdi>{title}</bdi>
        </>
      ),
      ...(when && { description: `Due ${when}` }),
      type: 'reminder',
      timeoutMs: shownMs,
      action: { label: 'Open', run: () => navigate(`/tasks/${taskId}`) },
    });
  });
  return null;
}
