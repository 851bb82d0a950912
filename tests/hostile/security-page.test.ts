import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../infra/local/config.ts';

describe('docs/security.md', () => {
  const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

  it('names tests that exist, at least one for each threat', () => {
    const threats = page.split('## OWASP')[0]!.match(/^\| (?!threat|---).*$/gm) ?? [];
    assert.ok(threats.length > 10);
    for (const row of threats) {
      const tests = [
        ...row
          .split('|')
          .at(-2)!
          .matchAll(/`([^`]+)`/g),
      ].map(([, path]) => path!);
      assert.ok(tests.length > 0, row);
      for (const path of tests) assert.ok(existsSync(join(root, path)), path);
    }
  });

  it('says for every chapter of ASVS what is met', () => {
    const chapters = [...page.matchAll(/^\| V(\d+) [^|]+\| [^|]+ \|/gm)].map(([, chapter]) => Number(chapter));
    assert.deepEqual(
      chapters,
      Array.from({ length: 14 }, (_, index) => index + 1),
    );
  });
});
