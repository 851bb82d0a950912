import type { User } from '../account/account.queries.ts';

export function ListView(_: { user: User; phase5: boolean; openTaskId?: string | undefined }) {
  return null;
}
