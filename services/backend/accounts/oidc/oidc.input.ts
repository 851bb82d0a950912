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
  to: ownPath.default('/').meta({ description: 'The path of the page to return to.' }),
  timeZone: timeZone.optional().meta({ description: 'For a new account, if the issuer does not give it.' }),
  locale: locale.optional().meta({ description: 'For a new account, if the issuer does not give it.' }),
});

/** Issuers may add parameters of their own. */
export const callbackQuery = z.looseObject({
  state: z.string().optional().meta({ description: 'The state that was sent to the issuer.' }),
  code: z.string().optional().meta({ description: 'The code that the issuer exchanges for the ID token.' }),
  error: z.string().optional().meta({ description: 'Why the issuer did not give a code.' }),
});

export const externalSignIn = z
  .strictObject({
    idToken: z.string().max(16_384).meta({ description: 'An ID token of the issuer, for this client.' }),
  })
  .meta({ id: 'ExternalSignIn' });
