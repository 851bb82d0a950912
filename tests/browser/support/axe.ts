import axe from 'axe-core';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** In the dark it is the colours that differ, and nothing else. */
const looks = [
  { colorScheme: 'light', runOnly: { type: 'tag', values: tags } },
  { colorScheme: 'dark', runOnly: { type: 'rule', values: ['color-contrast'] } },
] as const;

/**
 * What axe finds in what is shown, in light and in dark colours, each finding with where it is and what is wrong.
 * @param part selectors of a list that is open before the page: only that is looked at, for the rest is hidden meanwhile, and
 * the list belongs to its button, not to a landmark
 */
export async function violations(page: Page, view: string, part?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found: string[] = [];
  for (const { colorScheme, runOnly } of looks) {
    await page.emulateMedia({ colorScheme });
    const results = await page.evaluate(
      ({ runOnly, include }) =>
        (window as unknown as { axe: typeof axe }).axe.run(include ? { include } : document, {
          runOnly: { type: runOnly.type, values: [...runOnly.values] },
          resultTypes: ['violations'],
          ...(include && { rules: { region: { enabled: false } } }),
        }),
      { runOnly, include: part?.map((selector) => [selector]) },
    );
    for (const { id, help, nodes } of results.violations) {
      const places = nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `    ${target.join(' ')}: ${failureSummary}`);
      found.push([`${view}, ${colorScheme}: ${id}, ${help}`, ...places].join('\n'));
    }
  }
  return found;
}
