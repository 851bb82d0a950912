import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import type { ReminderEvent } from '../../../shared/events/events.ts';
import { escapeHtml } from '../../../shared/html.ts';
import { messageOf } from '../notifications/notification.message.ts';
import type { PreferenceService } from '../preferences/preference.service.ts';
import { isQuiet } from '../preferences/quiet-hours.ts';
import { isSafeAddress, type SendEmail } from './email.sender.ts';

/**
 * Sends the reminder if its owner wants e-mail at this time, and records that it was sent. Throws when it could not be sent, so
 * that the event is delivered again. A crash between sending and recording sends it twice, which is better than not at all.
 */
export type DeliverByEmail = (
  event: ReminderEvent,
  recipient: { email: string | null; timeZone: string; locale: string },
) => Promise<void>;

interface Dependencies {
  orm: Orm;
  send: SendEmail;
  preferences: PreferenceService;
  clock: Clock;
}

export function emailService({ orm, send, preferences, clock }: Dependencies): DeliverByEmail {
  return async (event, { email, timeZone, locale }) => {
    if (!email || !isSafeAddress(email)) return;
    const { preferences: wanted } = await preferences.get(event.data.ownerId);
    const now = clock();
    if (!wanted.email || (wanted.quietHours && isQuiet(wanted.quietHours, timeZone, now))) return;
    const message = messageOf(event.data, { timeZone, locale, now });
    await send(email, `Reminder: ${event.data.title}`, `<p>${escapeHtml(message)}</p>`);
    await orm.em.execute('update notification set emailed_at = ? where id = ?', [clock().toISOString(), event.id]);
  };
}
