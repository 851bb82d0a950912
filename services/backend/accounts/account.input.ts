import { z } from 'zod';
import { defaultLocale } from '../../../shared/language/reader.ts';
import { locale } from '../../../shared/locale.ts';
import { text } from '../../../shared/text.ts';
import { timeZone } from '../../../shared/time-zone.ts';
import { passwordForm } from './password.ts';

export const email = text().trim().max(254).pipe(z.email('Must be an e-mail address.')).meta({ format: 'email' });
const password = text()
  .max(1000, 'Must have at most 200 characters.')
  .normalize(passwordForm)
  .min(10, 'Must have at least 10 characters.')
  .max(200, 'Must have at most 200 characters.')
  .meta({ description: 'One that is easy to guess is refused: a common one, a sequence, a date, the e-mail address.' });
/** The password of an existing account. It is only compared; decomposed it is longer than the one that was chosen. */
const currentPassword = text().max(1000);

export const registration = z
  .strictObject({ email, password, timeZone: timeZone.default('UTC'), locale: locale.default(defaultLocale) })
  .meta({ id: 'Registration' });
export const login = z
  .strictObject({ email, password: currentPassword, timeZone: timeZone.optional(), locale: locale.optional() })
  .meta({ id: 'Login' });
export const accountChanges = z
  .strictObject({
    timeZone: timeZone.optional(),
    locale: locale.optional(),
    password: password.optional(),
    currentPassword: currentPassword.optional(),
  })
  .refine(({ password, currentPassword }) => password === undefined || currentPassword !== undefined, {
    path: ['currentPassword'],
    message: 'Is required to change the password.',
  })
  .meta({ id: 'AccountChanges' });
export const accountDeletion = z
  .strictObject({
    password: currentPassword.optional().meta({ description: 'Required if the account has a password.' }),
  })
  .meta({ id: 'AccountDeletion' });
