import type { Sidecar } from '../../../shared/dapr/sidecar.ts';

/**
 * Sends an e-mail. An address that could be taken for several, or for a header, gets nothing.
 * @param html the body; people's text in it must be escaped
 */
export type SendEmail = (to: string, subject: string, html: string) => Promise<void>;

export function emailSender(sidecar: Sidecar, binding: string): SendEmail {
  const runInTurn = oneAtATime();
  return async (to, subject, html) => {
    if (!isSafeAddress(to)) return;
    await runInTurn(() => sidecar.invokeBinding(binding, 'create', html, { emailTo: to, subject: oneLine(subject) }));
  };
}

/** Dapr's SMTP binding keeps the recipient in a component that all requests share, so two requests at once might swap theirs. */
function oneAtATime(): (work: () => Promise<unknown>) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}

/** The SMTP binding takes `;` as a separator, and a line break would begin another header. */
export function isSafeAddress(email: string): boolean {
  return !/[;,\s\p{Cc}]/u.test(email);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
