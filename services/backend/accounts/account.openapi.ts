import { ServiceUnavailable, TooManyRequests, Unauthenticated } from '../../../shared/http/problem.ts';
import type { Feature } from '../platform/openapi/operation.ts';
import { accountChanges, accountDeletion, login, registration } from './account.input.ts';
import { changedUser, session, user } from './account.response.ts';
import { EmailTaken, NoPassword, SignInAgain, WrongPassword } from './account.service.ts';
import { BackingOff } from './login-limit.ts';

const ada = { id: '0198c6a2-7c1e-7d43-9a56-3f1b6a0e9d11', email: 'ada@example.com', timeZone: 'Europe/Berlin' };
const password = 'correct horse battery';
const signedIn = {
  description: 'Signed in.',
  headers: ['Set-Cookie'] as const,
  schema: session,
  example: { user: ada, token: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTk4In0.c2lnbmF0dXJl' },
};
const tooMany = new TooManyRequests('At most 30 such requests a minute.', 42);
const backingOff = new BackingOff(8);

const common = { tag: 'account' } as const;

export const accountFeature: Feature = {
  schemas: {
    User: user,
    Session: session,
    ChangedUser: changedUser,
    Registration: registration,
    Login: login,
    AccountChanges: accountChanges,
    AccountDeletion: accountDeletion,
  },
  operations: [
    {
      ...{ ...common, method: 'post', path: '/api/auth/register', open: true },
      operationId: 'register',
      summary: 'Make an account, and sign in',
      body: { schema: registration, examples: { ada: { email: ada.email, password, timeZone: ada.timeZone } } },
      answers: { 201: signedIn },
      problems: [new EmailTaken(), tooMany],
    },
    {
      ...{ ...common, method: 'post', path: '/api/auth/login', open: true },
      operationId: 'logIn',
      summary: 'Sign in',
      body: { schema: login, examples: { ada: { email: ada.email, password } } },
      answers: { 200: signedIn },
      problems: [new Unauthenticated('The e-mail address or the password is wrong.'), tooMany, backingOff],
    },
    {
      ...{ ...common, method: 'post', path: '/api/auth/logout' },
      operationId: 'logOut',
      summary: 'End all sessions of the account',
      answers: { 204: { description: 'Signed out, everywhere.', headers: ['Set-Cookie'] } },
    },
    {
      ...{ ...common, method: 'get', path: '/api/auth/me' },
      operationId: 'getAccount',
      summary: 'Who is signed in',
      answers: { 200: { description: 'The account.', schema: user, example: ada } },
    },
    {
      ...{ ...common, method: 'patch', path: '/api/auth/me' },
      operationId: 'changeAccount',
      summary: 'Change the time zone, or the password',
      description: 'A new password ends all other sessions, and its answer brings a new token.',
      body: {
        schema: accountChanges,
        examples: {
          move: { timeZone: 'Asia/Tokyo' },
          newPassword: { password: 'another correct horse', currentPassword: password },
        },
      },
      answers: {
        200: { description: 'The account.', schema: changedUser, example: { ...ada, timeZone: 'Asia/Tokyo' } },
      },
      problems: [new WrongPassword(), new NoPassword(), backingOff],
    },
    {
      ...{ ...common, method: 'delete', path: '/api/auth/me' },
      operationId: 'deleteAccount',
      summary: 'Delete the account and all that belongs to it',
      description: 'One of an external issuer has no password: that needs a sign-in within the last ten minutes.',
      body: { schema: accountDeletion, examples: { sure: { password } } },
      answers: { 204: { description: 'Nothing is left behind.', headers: ['Set-Cookie'] } },
      problems: [
        new WrongPassword(),
        new SignInAgain(),
        backingOff,
        new ServiceUnavailable('Notifications cannot be reached right now. Try again shortly.'),
      ],
    },
  ],
};
