import { z } from 'zod';
import { localTime } from '../events/task.schema.ts';

/** Nothing is sent by e-mail or push from `from` until before `to` in the user's time zone. The hours may cross midnight. */
const quietHours = z
  .strictObject({ from: localTime, to: localTime })
  .refine(
    ({ from, to }) => from !== to,
    'Must not begin and end at the same time; to get no e-mail, set email to false.',
  );

export const preferences = z
  .strictObject({ email: z.boolean(), quietHours: quietHours.nullable() })
  .meta({ id: 'Preferences' });

export type QuietHours = z.infer<typeof quietHours>;
export type Preferences = z.infer<typeof preferences>;

/** The preferences of a user who never chose. */
export const defaultPreferences: Preferences = { email: true, quietHours: null };
