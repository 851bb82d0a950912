import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** What a test borrows: a browser context in which nobody is signed in and nothing is stored. */
export interface BorrowedContext {
  readonly context: BrowserContext;
  /** The windows that the test has opened. */
  pages(): Page[];
  /** Makes it fit for the next test. */
  giveBack(): Promise<void>;
  close(): Promise<void>;
}

export interface ContextPool {
  borrow(differences: BrowserContextOptions): Promise<BorrowedContext>;
}

/** The smallest document of the page's origin. */
const anchorPath = '/icons/icon.svg';

/**
 * Lends contexts with the usual options again and again. One window of each stays open, which keeps the process of the page and
 * all that it has cached and compiled: that is half of what it takes to load the page. A context with other options is used once.
 */
export function contextPool(
  browser: Browser,
  usual: BrowserContextOptions & { baseURL: string },
  prepare: (context: BrowserContext) => Promise<unknown>,
): ContextPool {
  const free: BorrowedContext[] = [];

  async function create(differences: BrowserContextOptions): Promise<BrowserContext> {
    const context = await browser.newContext({ ...usual, ...differences });
    await prepare(context);
    return context;
  }

  async function createReusable(): Promise<BorrowedContext> {
    const context = await create({});
    const anchor = await context.newPage();
    await anchor.goto(anchorPath);
    const devTools = await context.newCDPSession(anchor);
    const pages = () => context.pages().filter((page) => page !== anchor);
    const borrowed: BorrowedContext = {
      context,
      pages,
      async giveBack() {
        for (const event of ['console', 'weberror', 'response'] as const) context.removeAllListeners(event);
        // A document may store something while it is left, and a closed window may take a moment to leave it.
        await Promise.all(pages().map((page) => page.goto('about:blank').then(() => page.close())));
        await context.unrouteAll();
        await context.setOffline(false);
        await context.clearCookies();
        const storage = { origin: usual.baseURL, storageTypes: 'local_storage,indexeddb' };
        await devTools.send('Storage.clearDataForOrigin', storage);
        free.push(borrowed);
      },
      close: () => context.close(),
    };
    return borrowed;
  }

  return {
    async borrow(differences) {
      if (Object.keys(differences).length === 0) return free.pop() ?? (await createReusable());
      const context = await create(differences);
      const close = () => context.close();
      return { context, pages: () => context.pages(), giveBack: close, close };
    },
  };
}
