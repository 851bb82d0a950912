import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { password, request } from '../../support/api-client.ts';
import { taskLink } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, soon } from '../support/waiting.ts';

export function settingsSuite(scenario: Scenario): void {
  describe('the settings', () => {
    it(
      'hold the time zone, which is searched by name',
      scenario(async ({ api, open }) => {
        const page = await open('/settings');
        await page.getByRole('combobox', { name: 'Time zone', exact: true }).fill('tokyo');
        await page.getByRole('option', { name: /Tokyo/ }).click();
        await becomes(async () => (await api.get('/api/auth/me')).body.timeZone, 'Asia/Tokyo');
      }),
    );

    it(
      'hold the theme, which lasts',
      scenario(async ({ open }) => {
        const page = await open('/settings', { colorScheme: 'light' });
        const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        const light = await ground();
        await page.getByRole('radio', { name: 'Dark' }).check();
        await soon('it is dark', async () => (await ground()) !== light);
        const dark = await ground();
        await page.reload();
        await page.getByRole('heading', { name: 'Settings' }).waitFor();
        await becomes(ground, dark);
        await page.getByRole('radio', { name: 'As the system' }).check();
        await becomes(ground, light);
        await page.emulateMedia({ colorScheme: 'dark' });
        await becomes(ground, dark);
      }),
    );

    it(
      'hold what is delivered, and when not',
      scenario(async ({ api, open }) => {
        const page = await open('/settings');
        const stored = async () => (await api.get('/api/preferences')).body;
        const email = page.getByRole('switch', { name: 'E-mail' });
        await email.waitFor();
        const before = await stored();
        await becomes(() => email.isChecked(), before.email);
        if (!before.email) await email.click();
        await page.getByRole('switch', { name: 'Quiet hours' }).click();
        await becomes(stored, { email: true, quietHours: { from: '22:00', to: '07:00' } });
        await page.getByLabel('Quiet from').fill('9:30 pm');
        await page.keyboard.press('Tab');
        await becomes(stored, { email: true, quietHours: { from: '21:30', to: '07:00' } });
        await email.click();
        await becomes(async () => (await stored()).email, false);
      }),
    );

    it(
      'say what is not set up on the server, and offer nothing of it',
      scenario(async ({ open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 404/);
        const page = await open('/settings');
        const email = page.getByRole('switch', { name: 'E-mail' });
        await becomes(() => email.isDisabled(), false);
        await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'default' }));
        await page.route('**/api/config', async (route) => {
          const response = await route.fetch();
          const { email: _, ...json } = await response.json();
          await route.fulfill({ response, json });
        });
        const missing = { code: 'not_found', title: 'Not found', status: 404 };
        await page.route('**/api/push/key', (route) => route.fulfill({ status: 404, json: missing }));
        await page.reload();
        await page.getByText('E-mail is not set up on this server.').waitFor();
        await page.getByText('Push is not set up on this server').waitFor();
        assert.deepEqual([await email.isDisabled(), await email.isChecked()], [true, false]);
      }),
    );

    it(
      'give everything as a file, which another account takes',
      scenario(async ({ api, open, another }) => {
        await api.post('/api/tasks', { title: 'Comes along', due: { date: '2031-01-31', time: '09:00' } });
        const page = await open('/settings');
        const files: Record<string, string> = {};
        for (const format of ['JSON', 'iCalendar']) {
          const coming = page.waitForEvent('download');
          await page.getByRole('link', { name: `Export ${format}` }).click();
          files[format] = await text(await (await coming).createReadStream());
        }
        const json = files['JSON']!;
        assert.equal(JSON.parse(json).tasks[0].title, 'Comes along');
        assert.match(files['iCalendar']!, /^BEGIN:VCALENDAR[\s\S]*Comes along/);
        const other = await (await another()).open('/settings');
        const file = { name: 'tasks.json', mimeType: 'application/json', buffer: Buffer.from(json) };
        await other.getByLabel('File to import').setInputFiles(file);
        await other.getByText('tasks.json: 1 task will be added.').waitFor();
        await other.getByRole('button', { name: 'Import', exact: true }).press('Enter');
        await other.getByText('Imported 1 task.').waitFor();
        await other.getByRole('link', { name: 'Todo' }).click();
        await taskLink(other, 'Comes along').waitFor();
      }),
    );

    it(
      'take files of other programs: they show what would come and what is left out, and add nothing before that was seen',
      scenario(async ({ api, open }) => {
        const page = await open('/settings');
        const todo = ['BEGIN:VTODO', 'UID:a', 'SUMMARY:From elsewhere', 'LOCATION:Home', 'END:VTODO'];
        const text = ['BEGIN:VCALENDAR', ...todo, 'END:VCALENDAR', ''].join('\r\n');
        const file = { name: 'tasks.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) };
        await page.getByLabel('File to import').setInputFiles(file);
        await page.getByText('Left out: 1').click();
        const preview = page.getByRole('region', { name: 'What will be imported' });
        await preview.getByText('From elsewhere, LOCATION: Tasks have no location.').waitFor();
        await preview.getByRole('button', { name: 'Cancel' }).press('Enter');
        await preview.waitFor({ state: 'hidden' });
        assert.deepEqual((await api.get('/api/tasks')).body.items, []);
        const csv = {
          name: 'Trips.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('TYPE,CONTENT\ntask,From elsewhere\n'),
        };
        await page.getByLabel('File to import').setInputFiles(csv);
        assert.equal(await preview.getByLabel('Into the list').inputValue(), 'Trips');
        await preview.getByRole('button', { name: 'Import', exact: true }).press('Enter');
        await page.getByText('Imported 1 task.').waitFor();
        await page.getByRole('link', { name: 'Todo' }).press('Enter');
        await page.getByRole('link', { name: 'Trips' }).press('Enter');
        await taskLink(page, 'From elsewhere').waitFor();
      }),
    );

    it(
      'change the password, with the present one',
      scenario(async ({ api, open, openSignedOut, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 40[013]|WebSocket connection to/);
        const page = await open('/settings');
        const form = page.getByRole('form', { name: 'Change the password' });
        const fill = async (current: string) => {
          await form.getByLabel('Current password').fill(current);
          await form.getByLabel('New password').fill('a quite new password');
          await form.getByRole('button', { name: 'Change password' }).click();
        };
        await fill('not the present one');
        await form
          .getByText(/password/i)
          .filter({ hasText: /wrong|not|match/i })
          .first()
          .waitFor();
        await fill(password);
        await page.getByText('Your password is changed').first().waitFor();
        const again = await openSignedOut();
        await again.getByLabel('E-mail').fill(api.email);
        await again.getByLabel('Password').fill('a quite new password');
        await again.getByRole('button', { name: 'Sign in' }).click();
        await again.getByText('Nothing here yet').waitFor();
        await page.getByRole('link', { name: 'Todo' }).click();
        await page.getByText('Nothing here yet').waitFor();
      }),
    );

    it(
      'list where one is signed in, and make tokens and a calendar address that are shown once',
      scenario(async ({ api, open, system }) => {
        const { body } = await request(`${system.urls.backend}/api/auth/login`, 'POST', { email: api.email, password });
        const meBy = async (token: string) => {
          const authorization = `Bearer ${token}`;
          return (await request(`${system.urls.backend}/api/auth/me`, 'GET', undefined, { authorization })).status;
        };
        const page = await open('/settings');
        const sessions = page.getByRole('list', { name: 'Sessions' });
        await sessions.getByText('This one').waitFor();
        await sessions.getByRole('button', { name: 'End The program node' }).press('Enter');
        await becomes(() => sessions.getByRole('listitem').count(), 1);
        assert.equal(await meBy(body.token), 401);

        const form = page.getByRole('form', { name: 'New API token' });
        await form.getByLabel('Name').fill('Backup');
        await form.getByRole('button', { name: 'Make a token' }).press('Enter');
        const shown = page.getByRole('region', { name: 'The new token' });
        const secret = await shown.getByLabel('Token', { exact: true }).inputValue();
        assert.equal(await meBy(secret), 200);
        await shown.getByText(`-H "Authorization: Bearer ${secret}"`).waitFor();
        const example = await shown.locator('pre').filter({ hasText: 'mcpServers' }).textContent();
        const { url, headers } = JSON.parse(example ?? '').mcpServers.todo;
        const question = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
        const accept = 'application/json, text/event-stream';
        const tools = await request(url, 'POST', question, { ...headers, accept });
        assert.match(JSON.stringify(tools.body), /"tools\\*":\[/);
        await shown.getByRole('button', { name: 'Done' }).press('Enter');
        await form.waitFor();
        assert.ok(!(await page.content()).includes(secret));
        await page.getByRole('button', { name: 'Revoke Backup' }).press('Enter');
        await page.getByRole('list', { name: 'API tokens' }).waitFor({ state: 'hidden' });
        assert.equal(await meBy(secret), 401);

        await page.getByRole('button', { name: 'Make an address' }).press('Enter');
        const address = await page.getByLabel('Address', { exact: true }).inputValue();
        assert.match(await (await fetch(address)).text(), /^BEGIN:VCALENDAR/);
        const calendars = page.getByRole('list', { name: 'Calendar addresses' });
        await calendars.getByRole('button', { name: 'Revoke Calendar' }).press('Enter');
        await calendars.waitFor({ state: 'hidden' });
        assert.equal((await fetch(address)).status, 404);
      }),
    );

    it(
      'delete the account, after a word and the password',
      scenario(async ({ api, open, openSignedOut, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 40[013]|WebSocket connection to/);
        const page = await open('/settings');
        await page.getByRole('button', { name: 'Delete account…' }).click();
        const form = page.getByRole('form', { name: 'Delete the account' });
        const forGood = form.getByRole('button', { name: 'Delete for good' });
        await form.getByLabel('Password').fill('not the password');
        await becomes(() => forGood.isDisabled(), true);
        await form.getByLabel('Type “delete” to confirm').fill('delete');
        await forGood.click();
        await form
          .getByText(/wrong|not right|does not match|incorrect/i)
          .first()
          .waitFor();
        await form.getByLabel('Password').fill(password);
        await forGood.click();
        await page.getByRole('heading', { name: 'Sign in' }).waitFor();
        await soon('nobody has that account', async () => (await api.get('/api/auth/me')).status === 401);
        const again = await openSignedOut();
        await again.getByLabel('E-mail').fill(api.email);
        await again.getByLabel('Password').fill(password);
        await again.getByRole('button', { name: 'Sign in' }).click();
        await again
          .getByRole('alert')
          .filter({ hasText: /password/i })
          .waitFor();
      }),
    );
  });
}
