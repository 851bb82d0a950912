import type { Clock } from '../../../shared/clock.ts';
import type { Sidecar } from '../../../shared/dapr/sidecar.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import type { ReminderEvent } from '../../../shared/events/events.ts';
import { messageOf } from '../notifications/notification.message.ts';
import type { PreferenceService } from '../preferences/preference.service.ts';
import { isQuiet } from './quiet-hours.ts';

/**
 * Sends the reminder if its owner wants that now, and records it. Throws when it could not be sent, so that the event comes
 * again. A crash between sending and recording sends twice: rather that than not at all.
 */
export type DeliverByEmail = (
  event: ReminderEvent,
  recipient: { email: string | null; timeZone: string },
) => Promise<void>;

interface Dependencies {
  orm: Orm;
  sidecar: Sidecar;
  preferences: PreferenceService;
  clock: Clock;
  binding: string;
}

export function emailService({ orm, sidecar, preferences, clock, binding }: Dependencies): DeliverByEmail {
  const inTurn = oneAtATime();
  return async (event, { email, timeZone }) => {
    if (!email || !isSafeAddress(email)) return;
    const { preferences: wanted } = await preferences.get(event.data.ownerId);
    const now = clock();
    if (!wanted.email || (wanted.quietHours && isQuiet(wanted.quietHours, timeZone, now))) return;
    const message = messageOf(event.data, timeZone, now);
    const subject = `Reminder: ${oneLine(event.data.title)}`;
    await inTurn(() =>
      sidecar.invokeBinding(binding, 'create', `<p>${escapeHtml(message)}</p>`, { emailTo: email, subject }),
    );
    await orm.em.execute('update notification set emailed_at = ? where event_id = ?', [
      clock().toISOString(),
      event.id,
    ]);
  };
}

/** Dapr's SMTP binding keeps the recipient in a component that all requests share, so two at once might swap theirs. */
function oneAtATime(): (work: () => Promise<unknown>) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}

/** The SMTP binding takes `;` as a separator, and a line break would begin another header. */
function isSafeAddress(email: string): boolean {
  return !/[;,\s\p{Cc}]/u.test(email);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** The SMTP binding sends the body as HTML. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
