import assert from 'node:assert/strict';
import { firstWeekday, firstWeekdayOf, inWeekOrder } from './week.ts';

describe('the week', () => {
  it('begins where the locale has its beginning', () => {
    const first = (locales: string[]) => locales.map(firstWeekday);
    assert.deepEqual(first(['de-DE', 'en-GB', 'fr-FR', 'de', 'en-US-u-fw-mon']), [1, 1, 1, 1, 1]);
    assert.deepEqual(first(['en-US', 'ja-JP', 'pt-BR', 'en', 'tlh']), [7, 7, 7, 7, 7]);
    assert.deepEqual(first(['fa-IR', 'ar-EG']), [6, 6]);
    assert.deepEqual(inWeekOrder([1, 2, 3, 4, 5, 6, 7], 'en-US'), [7, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(inWeekOrder([1, 2, 3, 4, 5, 6, 7], 'de-DE'), [1, 2, 3, 4, 5, 6, 7]);
  });

  it('begins on the same day in browsers that cannot tell', () => {
    const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const regions = letters.flatMap((a) => letters.map((b) => a + b)).filter((region) => names.of(region));
    // Codes of countries that have another name now stand for that.
    const now = (region: string) => new Intl.Locale(`en-${region}`).region!;
    const differing = regions.filter((region) => firstWeekdayOf(now(region)) !== firstWeekday(`en-${region}`));
    assert.ok(regions.length > 200);
    assert.deepEqual(differing, []);
  });
});
