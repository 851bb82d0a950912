import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { password } from '../../support/api-client.ts';
import { addTask, taskLink, taskRow } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus, soon } from '../support/waiting.ts';

/** Who one is, is asked before anybody has signed in. */
const unauthenticated = /status of 401/;

async function fillIn(page: Page, email: string, secret: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel('Password').fill(secret);
}

/** Waits for the e-mail to an address, and returns its link. */
async function linkFor(email: string, mailDir: string): Promise<string> {
  let link: string | undefined;
  await soon(`there is a message to ${email}`, async () => {
    const files = await readdir(mailDir).catch(() => []);
    const messages = await Promise.all(files.map((file) => readFile(join(mailDir, file), 'utf8')));
    link = messages.find((message) => message.includes(`To: ${email}\n`))?.match(/href="([^"]+)"/)?.[1];
    return link !== undefined;
  });
  return link!.replaceAll('&#38;', '&');
}

export function signInSuite(scenario: Scenario): void {
  describe('signing in', () => {
    it(
      'begins with signing up, in the time zone and the locale of the browser',
      scenario(async ({ openSignedOut, expectConsoleErrors }) => {
        expectConsoleErrors(unauthenticated);
        const page = await openSignedOut('/', { timezoneId: 'America/New_York', locale: 'de-AT' });
        await page.getByRole('button', { name: 'Create an account' }).click();
        await page.getByRole('heading', { name: 'Create an account' }).waitFor();
        expectConsoleErrors(/status of 400/);
        await page.getByRole('button', { name: 'Create account' }).click();
        await page.getByText('E-mail is missing.').waitFor();
        await hasFocus(page.getByRole('textbox', { name: 'E-mail' }));
        await fillIn(page, `new-${Date.now()}@example.com`, '1234567890');
        await page.getByRole('button', { name: 'Create account' }).click();
        await page.getByText('Is one of the most common passwords.').waitFor();
        await page.getByLabel('Password').and(page.locator('[aria-invalid=true]')).waitFor();
        await fillIn(page, `new-${Date.now()}@example.com`, password);
        await page.getByRole('button', { name: 'Create account' }).click();
        await page.getByRole('button', { name: 'Or add a list that shows what there is' }).press('Enter');
        await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor();
        await taskLink(page, 'Book the train').waitFor();
        const me = await page.request.get('/api/auth/me');
        const { timeZone, locale } = await me.json();
        assert.deepEqual([timeZone, locale], ['America/New_York', 'de-AT']);
      }),
    );

    it(
      'says what is wrong, and then lets one in',
      scenario(async ({ api, openSignedOut, expectConsoleErrors }) => {
        expectConsoleErrors(unauthenticated);
        await api.post('/api/tasks', { title: 'Behind the door' });
        const page = await openSignedOut();
        await fillIn(page, api.email, 'not the password');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page
          .getByRole('alert')
          .filter({ hasText: /password/i })
          .waitFor();
        await fillIn(page, api.email, password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await taskLink(page, 'Behind the door').waitFor();
      }),
    );

    it(
      'refuses an address that has an account',
      scenario(async ({ api, openSignedOut, expectConsoleErrors }) => {
        expectConsoleErrors(unauthenticated);
        expectConsoleErrors(/status of 409/);
        const page = await openSignedOut();
        await page.getByRole('button', { name: 'Create an account' }).click();
        await fillIn(page, api.email, password);
        await page.getByRole('button', { name: 'Create account' }).click();
        await page.getByText('There is an account with this e-mail address').waitFor();
      }),
    );

    it(
      'with a link from an e-mail replaces a forgotten password',
      scenario(async ({ api, system, openSignedOut, expectConsoleErrors }) => {
        expectConsoleErrors(unauthenticated);
        const page = await openSignedOut();
        await page.getByRole('button', { name: 'Forgot your password?' }).click();
        await page.getByRole('textbox', { name: 'E-mail' }).fill(api.email);
        await page.getByRole('button', { name: 'Send a link' }).click();
        await page.getByText('it gets a message with a link').waitFor();
        await page.goto(await linkFor(api.email, system.mailDir));
        await page.getByRole('textbox', { name: 'New password' }).fill('an entirely new one');
        await page.getByRole('button', { name: 'Set the password' }).click();
        await page.getByText('Nothing here yet').waitFor();
      }),
    );

    it(
      'with an issuer leads there and back to what one came for, and such an account is deleted without a password',
      scenario(async ({ openSignedOut, issuerWill, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 401|WebSocket connection to/);
        const email = `${randomUUID()}@example.com`;
        await issuerWill({ person: { sub: randomUUID(), email, email_verified: true } });
        const page = await openSignedOut('/settings');
        await page.getByRole('link', { name: 'Continue with Example ID' }).click();
        await page.getByRole('heading', { name: 'Settings' }).waitFor();
        await page.getByText(email).waitFor();
        await page.getByRole('button', { name: 'Delete account…' }).click();
        await page.getByLabel('Type “delete” to confirm').fill('delete');
        await page.getByRole('button', { name: 'Delete for good' }).click();
        await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      }),
    );

    it(
      'with an issuer that refuses says so, and can be tried again',
      scenario(async ({ openSignedOut, issuerWill, expectConsoleErrors }) => {
        expectConsoleErrors(unauthenticated);
        const person = { sub: randomUUID() };
        await issuerWill({ person, denial: 'access_denied' });
        const page = await openSignedOut();
        const link = page.getByRole('link', { name: 'Continue with Example ID' });
        await link.click();
        await page.getByRole('alert').filter({ hasText: 'Example ID did not sign you in.' }).waitFor();
        await issuerWill({ person });
        await link.click();
        await page.getByText('Nothing here yet').waitFor();
      }),
    );

    it(
      'ends everywhere at once, and leads back to what one came for',
      scenario(async ({ api, open, openSignedOut, expectConsoleErrors }) => {
        expectConsoleErrors(unauthenticated);
        expectConsoleErrors(/WebSocket connection to/);
        const { body: task } = await api.post('/api/tasks', { title: 'Private' });
        const elsewhere = await open();
        await taskLink(elsewhere, 'Private').waitFor();
        const page = await open('/settings');
        await page.getByRole('button', { name: 'Sign out everywhere' }).click();
        for (const window of [page, elsewhere]) {
          await window.getByRole('heading', { name: 'Sign in' }).waitFor();
          await window.getByText('Private').waitFor({ state: 'detached' });
        }
        const again = await openSignedOut(`/tasks/${task.id}`);
        await fillIn(again, api.email, password);
        await again.getByRole('button', { name: 'Sign in' }).click();
        await again.getByRole('article', { name: 'Private' }).waitFor();
      }),
    );

    it(
      'again after the session has ended elsewhere finds what was typed, and sends what was not sent',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 401|WebSocket connection to|ERR_FAILED/);
        const page = await open();
        const adding = (url: URL) => url.pathname === '/api/tasks';
        await page.route(adding, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
        await addTask(page, 'Not sent');
        await taskRow(page, 'Not sent').getByText('Not sent yet').waitFor();
        await page.getByLabel('New task').fill('Half a thought');
        await api.post('/api/auth/logout');
        await page.getByText('Your session has ended.').waitFor();
        await page.unroute(adding);
        await fillIn(page, api.email, password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await taskLink(page, 'Not sent').waitFor();
        await page.getByText('Not sent yet').waitFor({ state: 'detached' });
        await becomes(() => page.getByLabel('New task').inputValue(), 'Half a thought');
      }),
    );

    it(
      'shows the next person nothing of the one before',
      scenario(async ({ api, open, another, expectConsoleErrors }) => {
        expectConsoleErrors(unauthenticated);
        await api.post('/api/tasks', { title: 'Of the first' });
        const second = await another();
        await second.api.post('/api/tasks', { title: 'Of the second' });
        const page = await open();
        await taskLink(page, 'Of the first').waitFor();
        await page.getByRole('link', { name: 'Settings' }).click();
        await page.getByRole('button', { name: 'Sign out', exact: true }).click();
        await fillIn(page, second.api.email, password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await taskLink(page, 'Of the second').waitFor();
        await page.getByText('Of the first').waitFor({ state: 'detached' });
      }),
    );
  });
}
