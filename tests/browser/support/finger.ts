import type { CDPSession, Locator, Page } from 'playwright-core';

/** A finger on the screen of a phone. The browser decides whether it taps, presses, scrolls or drags. */
export class Finger {
  readonly #devTools: CDPSession;
  #at = { x: 0, y: 0 };

  private constructor(devTools: CDPSession) {
    this.#devTools = devTools;
  }

  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  async down(on: Locator): Promise<void> {
    const { x, y, width, height } = (await on.boundingBox())!;
    this.#at = { x: x + width / 2, y: y + height / 2 };
    await this.#devTools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [this.#at] });
  }

  /** In steps, as a finger moves. */
  async move(dx: number, dy: number): Promise<void> {
    const [from, steps] = [this.#at, 8];
    for (let step = 1; step <= steps; step += 1) {
      this.#at = { x: from.x + (dx * step) / steps, y: from.y + (dy * step) / steps };
      await this.#devTools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [this.#at] });
    }
  }

  async up(): Promise<void> {
    await this.#devTools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
}
