import { z } from 'zod';
import { locale } from '../../../../shared/locale.ts';
import { text } from '../../../../shared/text.ts';
import { timeZone } from '../../../../shared/time-zone.ts';

/** A placeholder for our own origin. */
const somePage = 'https://page.invalid';

/** A path of the page. Browsers read `//evil.example` and `/\evil.example` as addresses elsewhere. */
const ownPath = text()
  .refine((path) => path.startsWith('/') && URL.parse(path, somePage)?.origin === somePage, {
    error: 'Must be a path of the page, such as /settings.',
    abort: true,
  })
  .transform((path) => new URL(path, somePage).href.slice(somePage.length))
  // It travels in a cookie, which has 4 kB.
  .refine((path) => path.length <= 2000, 'Must have at most 2000 characters.');

export const signInQuery = z.strictObject({
  to: ownPath.default('/').meta({ description: 'Where on the page to go then.' }),
  timeZone: timeZone.optional().meta({ description: 'Of an account that is new, where the issuer tells none.' }),
  locale: locale.optional().meta({ description: 'Of an account that is new, where the issuer tells none.' }),
});

/** Issuers may add parameters of their own. */
export const callbackQuery = z.looseObject({
  state: z.string().optional().meta({ description: 'As it was sent to the issuer.' }),
  code: z.string().optional().meta({ description: 'For which the issuer gives the ID token.' }),
  error: z.string().optional().meta({ description: 'Why the issuer gives none.' }),
});

export const externalSignIn = z
  .strictObject({
    idToken: z.string().max(16_384).meta({ description: 'An ID token of the issuer, for this client.' }),
  })
  .meta({ id: 'ExternalSignIn' });
