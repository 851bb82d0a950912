import { useLocation } from 'wouter';
import { useSignOut } from '../../account/account.queries.ts';
import { deviceKey } from '../../push/device.key.ts';
import { useEdits } from '../../tasks/edits/edits.context.ts';
import { problemToast } from '../../ui/overlay/toast.ts';

/** Signs out, here or everywhere, after the pending changes have been sent. */
export function useLeave(): { leave: (from: 'here' | 'everywhere') => Promise<void>; isPending: boolean } {
  const signOut = useSignOut();
  const { queue } = useEdits();
  const [, navigate] = useLocation();
  return {
    isPending: signOut.isPending,
    async leave(from) {
      try {
        // Pending changes must reach the server while the session still exists.
        await queue.flush();
        if (localStorage.getItem(deviceKey))
          await import('../../push/device.ts').then(({ leaveDevice }) => leaveDevice());
        await signOut.mutateAsync(from);
        navigate('/');
      } catch (error) {
        problemToast('You are still signed in', error as Error);
      }
    },
  };
}
