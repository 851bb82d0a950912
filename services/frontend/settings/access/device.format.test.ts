import assert from 'node:assert/strict';
import { deviceInWords } from './device.format.ts';

describe('the device of a session', () => {
  const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  const cases: [userAgent: string | null, words: string][] = [
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
      'Edge on Windows',
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/142.0.0.0 Safari/537.36`, 'Chrome on Linux'],
    [`Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/142.0.0.0 Mobile Safari/537.36`, 'Chrome on Android'],
    ['Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'Firefox on Android'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    ['curl/8.5.0', 'The program curl'],
    ['node', 'The program node'],
    ['(odd)', 'Unknown device'],
    [null, 'Unknown device'],
  ];
  for (const [userAgent, words] of cases) {
    it(`is ${words} for ${userAgent}`, () => assert.equal(deviceInWords(userAgent), words));
  }
});
