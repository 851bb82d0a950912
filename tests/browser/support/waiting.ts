import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';

/** How long what should happen may take: longer than on any machine that works. */
export const patienceMs = 60_000;

export function soon<T>(what: string, ask: () => T | Promise<T>): Promise<Exclude<T, undefined | false>> {
  return eventually(what, ask, patienceMs);
}

/** Waits until what is read equals what is expected; fails with the difference. */
export async function becomes<T>(read: () => Promise<T>, expected: T): Promise<void> {
  let actual: T | undefined;
  const isSo = async () => {
    actual = await read();
    return isDeepStrictEqual(actual, expected);
  };
  await soon('it is as expected', isSo).catch((error) => {
    assert.deepEqual(actual, expected);
    throw error;
  });
}

/** Waits until a dialog, a panel or a field is there and has the focus: a key that is pressed before goes elsewhere. */
export async function hasFocus(part: Locator): Promise<void> {
  await part.waitFor();
  await soon('the focus is there', () => part.evaluate((element) => element.contains(document.activeElement)));
}
