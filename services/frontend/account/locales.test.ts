import assert from 'node:assert/strict';
import { localeName, localesToChoose, sampleOf } from './locales.ts';

describe('the locales to choose from', () => {
  it('begin with the browser’s own, and hold each once', () => {
    const locales = localesToChoose(['de-DE', 'de', 'en'], 'fr-FR');
    assert.deepEqual(locales.slice(0, 4), ['de-DE', 'de', 'en', 'en-US']);
    assert.equal(new Set(locales).size, locales.length);
  });

  it('hold the chosen one, also when it is rare', () => {
    assert.deepEqual(localesToChoose(['en-GB'], 'en-US-u-hc-h23').slice(0, 3), ['en-GB', 'en-US-u-hc-h23', 'en-US']);
  });

  it('have a name and a sample', () => {
    assert.equal(localeName('de-DE'), 'German (Germany)');
    assert.equal(localeName('en-US'), 'English (United States)');
    assert.equal(sampleOf('en-US', '2026-11-26'), 'Nov 26, 2026, 4:00 PM');
    assert.equal(sampleOf('de-DE', '2026-11-26'), '26 Nov 2026, 16:00');
  });
});
