import type { User } from '../account/account.queries.ts';

export function SettingsView(_: { user: User; phase5: boolean }) {
  return null;
}
