import { type Browser, type BrowserContext, type BrowserContextOptions, errors, type Page } from 'playwright-core';
import { type Client, registerClient, request } from '../../support/api-client.ts';
import type { NextSignIn } from '../../support/backend/test-issuer.ts';
import type { TestTarget } from './test-system.ts';
import { patienceMs } from './waiting.ts';

/** Someone with an account of their own. */
export interface Person {
  readonly api: Client;
  /** A window in a browser of its own, signed in. */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Whom a test is about. */
export interface Guest extends Person {
  readonly system: TestTarget;
  /** Says whom the test issuer signs in from now on, or that it refuses to. */
  issuerWill(next: NextSignIn): Promise<void>;
  another(): Promise<Person>;
  /** A window in which nobody is signed in. */
  openSignedOut(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** What the test itself makes the browser complain about. */
  expectComplaints(about: RegExp): void;
}

/** Makes a test of what someone does, who has just arrived. */
export type Visit = (test: (guest: Guest) => Promise<void>) => () => Promise<void>;

const here = { locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1280, height: 800 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Whatever a browser complains of, such as an error or a breach of the Content-Security-Policy, fails the test. */
export function visits(running: () => { browser: Browser; target: TestTarget }): Visit {
  return (test) => async () => {
    const { browser, target: system } = running();
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    const expected: RegExp[] = [];

    async function open(token: string | undefined, path: string, options: BrowserContextOptions): Promise<Page> {
      const context = await browser.newContext({ baseURL: system.urls.page, ...here, ...options });
      contexts.push(context);
      context.setDefaultTimeout(patienceMs);
      context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      context.on('weberror', (event) => complaints.push(String(event.error().stack)));
      await context.addInitScript(givePatience);
      if (token) await context.addCookies([{ name: 'session', value: token, url: system.urls.page }]);
      const page = await context.newPage();
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
        expectComplaints: (about) => expected.push(about),
      });
    } catch (error) {
      throw await withWhatWasShown(error as Error, contexts, complaints);
    } finally {
      await Promise.all(contexts.map((context) => context.close()));
    }
    const surprises = complaints.filter((complaint) => !expected.some((about) => about.test(complaint)));
    if (surprises.length) throw new Error(`The browser complained:\n${surprises.join('\n')}`);
  };
}

/** Toasts go after six seconds, which a person has and a busy machine may not: here they stay for minutes. */
function givePatience(): void {
  const toastMs = 6_000;
  const set = window.setTimeout;
  window.setTimeout = ((handler: () => void, ms?: number, ...rest: unknown[]) =>
    set(handler, ms === toastMs ? ms * 50 : ms, ...rest)) as typeof window.setTimeout;
}

/** A failure far away is understood by what was to be seen. */
async function withWhatWasShown(error: Error, contexts: BrowserContext[], complaints: string[]): Promise<Error> {
  const pages = contexts.flatMap((context) => context.pages());
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
  const told = [`${name}: ${error.message}`, ...shown, ...complaints.map((text) => `Complaint: ${text}`)];
  return new Error(told.join('\n\n'), { cause: error });
}
