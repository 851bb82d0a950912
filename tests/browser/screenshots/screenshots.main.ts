import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { environment, root } from '../../../infra/local/config.ts';
import { registerClient } from '../../support/api-client.ts';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { openTask, taskLink, tick } from '../support/list.page.ts';
import { startPageSystem } from '../support/page-system.ts';
import { phone } from '../support/scenario.ts';
import { liveThere } from './screenshot.data.ts';

/** Pictures of the main views, for whoever changes how they look. */

const folder = join(root, '.data', 'screenshots');
const sizes: Record<string, BrowserContextOptions> = {
  390: phone,
  820: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  1280: { viewport: { width: 1280, height: 800 } },
  1920: { viewport: { width: 1920, height: 1080 } },
};

type Shoot = (name: string) => Promise<void>;

const path = findChromium(environment);
if (!path) throw new Error('There is no Chromium on the PATH: install one, or set CHROMIUM_PATH.');
await mkdir(folder, { recursive: true });
const server = await launchChromium(path);
const browser = await chromium.connect(server.wsEndpoint());
const { system, stop } = await startPageSystem({ eventsEnabled: true });
try {
  const ada = await registerClient(system.urls.backend, 'Europe/Berlin');
  await liveThere(ada, system);
  const newcomer = await registerClient(system.urls.backend, 'Europe/Berlin');
  for (const [width, size] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const look = {
        ...size,
        colorScheme,
        reducedMotion: 'reduce',
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
      } as const;
      const open = async (token: string | undefined, shots: (page: Page, shoot: Shoot) => Promise<void>) => {
        const context = await browser.newContext({ baseURL: system.urls.page, ...look });
        if (token) await context.addCookies([{ name: 'session', value: token, url: system.urls.page }]);
        const page = await context.newPage();
        await page.goto('/');
        await shots(page, async (name) => {
          await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
        });
        await context.close();
      };
      await open(undefined, signIn);
      await open(newcomer.token, empty);
      await open(ada.token, list);
      await open(ada.token, views);
      await open(ada.token, rooms);
    }
  }
  process.stdout.write(`The pictures are in ${folder}\n`);
} finally {
  await stop();
  await server.close();
}

async function signIn(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await shoot('sign-in');
}

async function empty(page: Page, shoot: Shoot): Promise<void> {
  await page.getByText('Nothing here yet').waitFor();
  await page.getByRole('button', { name: 'Or add a list that shows what there is' }).waitFor();
  await shoot('empty');
}

async function list(page: Page, shoot: Shoot): Promise<void> {
  await taskLink(page, 'Pay the rent').waitFor();
  await shoot('list');
  const isPhone = (page.viewportSize()?.width ?? 0) < 500;
  if (isPhone) await page.getByRole('button', { name: 'Add a task' }).tap();
  await page.getByLabel('New task').fill('Dentist tomorrow 9am every 6 months #health p1');
  await page.getByRole('list', { name: 'Understood' }).waitFor();
  await shoot('quick-add');
  await page.getByLabel('New task').fill('');
  await page.getByLabel('New task').press('Escape');
  await page.getByLabel('Search tasks').fill('report');
  await page.locator('mark').first().waitFor();
  await shoot('search');
  await page.getByLabel('Search tasks').fill('');
  await taskLink(page, 'Pay the rent').focus();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'When is it due?' }).waitFor();
  await shoot('due');
  await page.keyboard.press('Escape');
  await tick(page, 'Read “The 5th Wave”').click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await shoot('toast');
  await page.getByRole('button', { name: 'Undo' }).click();
  await openTask(page, 'Pay the rent');
  await page.getByText('added this task').waitFor();
  await shoot('task');
}

async function views(page: Page, shoot: Shoot): Promise<void> {
  const go = async (path: string, title: string) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText('Loading').waitFor({ state: 'detached' });
  };
  await go('/?status=today', 'Today');
  await taskLink(page, 'Call mum about the summer').waitFor();
  await shoot('today');
  await go('/?status=upcoming', 'Upcoming');
  await page.getByRole('region', { name: 'Days' }).waitFor();
  await shoot('upcoming');
  await go('/?list=inbox', 'Inbox');
  await taskLink(page, 'Pay the rent').waitFor();
  await shoot('inbox');
  await go('/?tag=home', 'Around the house');
  await taskLink(page, 'Pay the rent').waitFor();
  if ((page.viewportSize()?.width ?? 0) > 1000) await page.getByRole('navigation', { name: 'Kept views' }).waitFor();
  await shoot('kept-view');
  await go('/?status=completed', 'Completed');
  await taskLink(page, 'Book the flights').waitFor();
  await shoot('completed');
  await go('/activity', 'Activity');
  await page.getByText('Pay the rent').first().waitFor();
  await shoot('activity');
  await page.goto('/');
  const list = page.getByRole('link', { name: /^Garden/ });
  const more = page.getByRole('button', { name: /^(More|All views and lists)$/ });
  await list.or(more).first().waitFor();
  if (!(await list.isVisible())) await more.press('Enter');
  await list.press('Enter');
  await taskLink(page, 'Dig the beds').waitFor();
  await shoot('own-order');
  await openTask(page, 'Plant the beds');
  await page.getByRole('list', { name: 'Subtasks' }).getByText('Buy seeds').waitFor();
  await shoot('subtasks');
  await page.keyboard.press('Escape');
  await taskLink(page, 'Dig the beds').press('v');
  await taskLink(page, 'Buy seeds').press('v');
  await page.getByText('2 selected').waitFor();
  await shoot('selection');
  await page.keyboard.press('Escape');
  await taskLink(page, 'Dig the beds').press('Control+k');
  await page.getByRole('combobox', { name: 'Go to or do' }).fill('re');
  await page.getByRole('option', { name: 'Pay the rent' }).waitFor();
  await shoot('palette');
}

async function rooms(page: Page, shoot: Shoot): Promise<void> {
  await taskLink(page, 'Pay the rent').waitFor();
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await page.getByRole('log').getByText('buy stamps').first().waitFor();
  await shoot('chat');
  await page.getByLabel('Message', { exact: true }).fill('Delete everything tagged family');
  await page.getByLabel('Message', { exact: true }).press('Enter');
  await page.getByRole('group', { name: 'Proposal' }).waitFor();
  await shoot('proposal');
  await page.getByRole('button', { name: 'Cancel', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Close chat' }).click();
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByText('Take the bread out').first().waitFor();
  await shoot('notifications');
  await page.getByRole('button', { name: 'Close notifications' }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await shoot('keys');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: 'E-mail' }).waitFor();
  await shoot('settings');
}
