import { type Browser, type BrowserContext, type BrowserContextOptions, errors, type Page } from 'playwright-core';
import { type Client, registerClient, request } from '../../support/api-client.ts';
import type { NextSignIn } from '../../support/backend/test-issuer.ts';
import { type BorrowedContext, type ContextPool, contextPool } from './context-pool.ts';
import type { PageTarget } from './page-system.ts';
import { patienceMs } from './waiting.ts';

/** Someone with an account of their own. */
export interface Person {
  readonly api: Client;
  /** A window in a browser of its own, signed in. */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** What a test gets: a person with a new account, and what it needs of the system. */
export interface Fixtures extends Person {
  readonly system: PageTarget;
  /** Says whom the test issuer signs in from now on, or that it refuses to. */
  issuerWill(next: NextSignIn): Promise<void>;
  another(): Promise<Person>;
  /** A window in which nobody is signed in. */
  openSignedOut(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** Allows errors in the browser's console that the test itself causes. */
  expectConsoleErrors(about: RegExp): void;
}

/** Makes a test of what a person does who has just registered. */
export type Scenario = (test: (fixtures: Fixtures) => Promise<void>) => () => Promise<void>;

const here = {
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
  viewport: { width: 1280, height: 800 },
  // Tests of the service worker allow it. It would keep the requests for the page's files from all other tests.
  serviceWorkers: 'block',
} as const;
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** An unexpected error in the browser's console, such as a breach of the Content-Security-Policy, fails the test. */
export function scenarios(running: () => { browser: Browser; target: PageTarget }): Scenario {
  let pool: ContextPool | undefined;
  return (test) => async () => {
    const { browser, target: system } = running();
    pool ??= contextPool(browser, { baseURL: system.urls.page, ...here }, prepare);
    const { borrow } = pool;
    const borrowed: BorrowedContext[] = [];
    const consoleErrors: string[] = [];
    const expected: RegExp[] = [];

    async function open(token: string | undefined, path: string, options: BrowserContextOptions): Promise<Page> {
      const { viewport, reducedMotion, colorScheme, ...ofContext } = options;
      // A window can have these alone, in a context that others use too.
      const needsContext = Object.keys(ofContext).length > 0;
      const lent = await borrow(needsContext ? options : {});
      borrowed.push(lent);
      const { context } = lent;
      context.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()));
      context.on('weberror', (event) => consoleErrors.push(String(event.error().stack)));
      if (token) await context.addCookies([{ name: 'session', value: token, url: system.urls.page }]);
      const page = await context.newPage();
      if (!needsContext) {
        if (viewport) await page.setViewportSize(viewport);
        await page.emulateMedia({ ...(reducedMotion && { reducedMotion }), ...(colorScheme && { colorScheme }) });
      }
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      return page;
    }
    async function person(): Promise<Person> {
      const api = await registerClient(system.urls.backend, here.timezoneId);
      return { api, open: (path = '/', options = {}) => open(api.token, path, options) };
    }

    try {
      await test({
        ...(await person()),
        system,
        issuerWill: async (next) => void (await request(`${system.issuerUrl}/next-sign-in`, 'PUT', next)),
        another: person,
        openSignedOut: (path = '/', options = {}) => open(undefined, path, options),
        expectConsoleErrors: (about) => expected.push(about),
      });
    } catch (error) {
      const pages = borrowed.flatMap((one) => one.pages());
      const explained = await withPageContents(error as Error, pages, consoleErrors);
      await Promise.all(borrowed.map((one) => one.close()));
      throw explained;
    }
    await Promise.all(borrowed.map((one) => one.giveBack()));
    const surprises = consoleErrors.filter((text) => !expected.some((about) => about.test(text)));
    if (surprises.length) throw new Error(`Errors in the browser's console:\n${surprises.join('\n')}`);
  };
}

async function prepare(context: BrowserContext): Promise<void> {
  context.setDefaultTimeout(patienceMs);
  await context.addInitScript(keepToasts);
}

/** Toasts disappear after six seconds, and those of reminders after thirty. On a busy machine that is too short: here they stay. */
function keepToasts(): void {
  const toastMs = [6_000, 30_000];
  const set = window.setTimeout;
  window.setTimeout = ((handler: () => void, ms?: number, ...rest: unknown[]) =>
    set(handler, toastMs.includes(ms ?? 0) ? ms! * 50 : ms, ...rest)) as typeof window.setTimeout;
}

/** Adds to an error what the pages showed, which explains failures on other machines. */
async function withPageContents(error: Error, pages: Page[], consoleErrors: string[]): Promise<Error> {
  const shown = await Promise.all(
    pages.map(async (page) => {
      const outline = await page
        .locator('body')
        .ariaSnapshot({ timeout: 5_000 })
        .catch((problem) => String(problem));
      return `${page.url()}\n${outline}`;
    }),
  );
  const name = error instanceof errors.TimeoutError ? 'Not in time' : error.name;
  const parts = [`${name}: ${error.message}`, ...shown, ...consoleErrors.map((text) => `Console: ${text}`)];
  return new Error(parts.join('\n\n'), { cause: error });
}
