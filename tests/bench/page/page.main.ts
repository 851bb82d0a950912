import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { environment } from '../../../infra/local/config.ts';
import { findChromium, launchChromium } from '../../browser/support/chromium.ts';
import { taskLink, tick } from '../../browser/support/list.page.ts';
import { startPageSystem } from '../../browser/support/page-system.ts';
import { becomes } from '../../browser/support/waiting.ts';
import { type Client, registerClient } from '../../support/api-client.ts';
import { median } from '../measure.ts';
import { type Frames, interaction, record, scroll, timesOf } from './slow.page.ts';

// How the page feels on a processor that is four times slower, with 1,000 open tasks on 60 days.

const slowdown = 4;
const [taskCount, days, loads, repeats] = [1000, 60, 5, 7];
const zone = 'Europe/Berlin';

const say = (name: string, text: string) => process.stdout.write(`${name.padEnd(44)} ${text}\n`);
const inMs = (value: number) => `${Math.round(value)} ms`;

async function fill(api: Client): Promise<void> {
  const today = Temporal.Now.plainDateISO(zone);
  const { body: list } = await api.post('/api/lists', { name: 'Work' });
  const tasks = Array.from({ length: taskCount }, (_, index) => ({
    title: `Task ${String(index).padStart(4, '0')} of the plan`,
    due: { date: today.add({ days: Math.floor((index * days) / taskCount) }).toString() },
    priority: ['low', 'medium', 'high', 'urgent'][index % 4],
    tags: index % 3 ? [] : [`tag-${index % 20}`],
    listId: index % 5 ? null : list.id,
  }));
  for (let from = 0; from < tasks.length; from += 100) {
    const { status } = await api.post('/api/tasks/batch', { tasks: tasks.slice(from, from + 100) });
    if (status !== 201) throw new Error(`The tasks are answered ${status}.`);
  }
}

async function openSlowly(browser: Browser, baseURL: string, token: string): Promise<[Page, CDPSession]> {
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ baseURL, viewport, locale: 'en-GB', timezoneId: zone });
  await context.addCookies([{ name: 'session', value: token, url: baseURL }]);
  await context.addInitScript(record);
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return [page, devTools];
}

/** The first visit, with nothing in the browser's cache. */
async function firstLoad(browser: Browser, baseURL: string, token: string) {
  const [page, devTools] = await openSlowly(browser, baseURL, token);
  let bytes = 0;
  await devTools.send('Network.enable');
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await taskLink(page, titleOf(0)).waitFor();
  const blockedMs = await page.evaluate(() => window.recorder.blockedMs);
  await page.context().close();
  return { bytes, blockedMs };
}

const titleOf = (index: number) => `Task ${String(index).padStart(4, '0')} of the plan`;

async function readToTheEnd(page: Page): Promise<void> {
  await taskLink(page, titleOf(0)).waitFor();
  await becomes(async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    return taskLink(page, titleOf(taskCount - 1)).isVisible();
  }, true);
  await page.evaluate(() => window.scrollTo(0, 0));
  await taskLink(page, titleOf(0)).waitFor();
}

async function interactions(page: Page): Promise<void> {
  const views = page.getByRole('navigation', { name: 'Views' });
  const view = (name: string) => () => views.getByRole('link', { name }).click();
  const all = async (name: string, acts: (() => Promise<unknown>)[], between?: () => Promise<unknown>) => {
    const times: number[] = [];
    for (const act of acts) {
      times.push(await interaction(page, act));
      await between?.();
    }
    const { median, most } = timesOf(times);
    say(name, `${inMs(median)}, at most ${inMs(most)} (${times.map(Math.round).join(' ')})`);
  };
  const again = (act: (round: number) => Promise<unknown>) =>
    Array.from({ length: repeats }, (_, round) => () => act(round));

  const field = page.getByLabel('New task');
  await field.press('d');
  await field.press('Backspace');
  const typed = 'Dentist tomorrow 9am every 6 months #health p1';
  await all(
    'typing in quick add, each key',
    [...typed].map((key) => () => page.keyboard.press(key === ' ' ? 'Space' : key)),
  );
  await field.fill('');
  await all(
    'opening a task',
    again((round) => taskLink(page, titleOf(round)).click()),
    async () => {
      await page.getByRole('textbox', { name: 'Title' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('textbox', { name: 'Title' }).waitFor({ state: 'detached' });
    },
  );
  await all(
    'changing the view, there and back',
    again((round) => view(['Upcoming', 'All'][round % 2]!)()),
    () => page.getByRole('list', { name: 'Tasks' }).getByRole('heading').first().waitFor(),
  );
  await view('All')();
  await readToTheEnd(page);
  await taskLink(page, titleOf(0)).focus();
  await all(
    'selecting all',
    again(() => page.keyboard.press('Control+a')),
    async () => {
      await page.getByText(`${taskCount} selected`).waitFor();
      await page.keyboard.press('Escape');
    },
  );
  await all(
    'completing a task',
    again((round) => tick(page, titleOf(round)).click()),
  );
}

const path = findChromium(environment);
if (!path) throw new Error('There is no Chromium on the PATH: install one, or set CHROMIUM_PATH.');
const { system, stop } = await startPageSystem({ eventsEnabled: true });
const server = await launchChromium(path);
try {
  const browser = await chromium.connect(server.wsEndpoint());
  const ada = await registerClient(system.urls.backend, zone);
  await fill(ada);
  const first = [];
  for (let round = 0; round < loads; round += 1) first.push(await firstLoad(browser, system.urls.page, ada.token));
  say('first load, compressed', `${Math.round(median(first.map(({ bytes }) => bytes)) / 100) / 10} kB`);
  const blocked = timesOf(first.map(({ blockedMs }) => blockedMs));
  say('… blocks the main thread for', `${inMs(blocked.median)}, at most ${inMs(blocked.most)}`);

  const [page, devTools] = await openSlowly(browser, system.urls.page, ada.token);
  await page.goto('/');
  await readToTheEnd(page);
  const runs: Frames[] = [];
  for (const distance of [20_000, -20_000, 20_000, -20_000]) runs.push(await scroll(page, devTools, distance));
  const perSecond = median(runs.map((run) => run.perSecond));
  say('scrolling', `${Math.round(perSecond)} frames/s, longest ${inMs(Math.max(...runs.map((run) => run.longestMs)))}`);
  await interactions(page);
} finally {
  await server.close();
  await stop();
}
