import { TooManyRequests } from '../../../../shared/http/problem.ts';
import type { Feature } from '../../platform/openapi/operation.ts';
import { session } from '../account.response.ts';
import { callbackQuery, externalSignIn, signInQuery } from './oidc.input.ts';
import { IdTokenRefused, IssuerUnavailable } from './oidc.problems.ts';

const user = { id: '0198c6a2-7c1e-7d43-9a56-3f1b6a0e9d11', email: 'ada@example.com', timeZone: 'Europe/Berlin' };
const token = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTk4In0.c2lnbmF0dXJl';
const name = 'login.example.com';
const headers = ['Set-Cookie'] as const;
const example = { user: { ...user, external: true }, token };
const common = { tag: 'account', open: true } as const;

/** Where an external issuer is configured. */
export const oidcFeature: Feature = {
  schemas: { ExternalSignIn: externalSignIn },
  operations: [
    {
      ...{ ...common, method: 'post', path: '/api/auth/oidc' },
      operationId: 'signInWithIdToken',
      summary: 'Sign in with an ID token of the external issuer',
      description: 'For programs. The token must be for the client id of this system.',
      body: { schema: externalSignIn, examples: { ada: { idToken: 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.e30.c2ln' } } },
      answers: {
        200: { description: 'Signed in.', headers, schema: session, example },
        201: { description: 'Signed in, for the first time: the account is new.', headers, schema: session, example },
      },
      problems: [
        new IdTokenRefused(name),
        new TooManyRequests('At most 30 such requests a minute.', 42),
        new IssuerUnavailable(name),
      ],
    },
    {
      ...{ ...common, method: 'get', path: '/api/auth/oidc/login' },
      operationId: 'beginExternalSignIn',
      summary: 'Go to the external issuer to sign in',
      description: 'For browsers, to be gone to by a link.',
      query: signInQuery,
      answers: {
        302: { description: 'To the issuer.', headers: ['Location'] },
        303: {
          description: 'Back to the page, for the issuer cannot be reached: `signIn` in the address says why.',
          headers: ['Location'],
        },
      },
    },
    {
      ...{ ...common, method: 'get', path: '/api/auth/oidc/callback' },
      operationId: 'finishExternalSignIn',
      summary: 'Come back from the external issuer',
      description: 'The redirect URI to register there.',
      query: callbackQuery,
      answers: {
        303: {
          description:
            'To the page, with the cookie `session`; or without, and `signIn` in the address says why: `denied`, `outdated`, `failed`, `unavailable` or `too_many`.',
          headers: ['Location'],
        },
      },
    },
  ],
};
