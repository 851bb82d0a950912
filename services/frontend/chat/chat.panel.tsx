import type { User } from '../account/account.queries.ts';

export function ChatPanel(_: { user: User; phase5: boolean; onClose: () => void }) {
  return null;
}
