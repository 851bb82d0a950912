import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { taskLink } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';

const mostBytes = 200_000;

export function firstLoadSuite(scenario: Scenario): void {
  describe('the first load', () => {
    it(
      'takes less than 200 kB of gzipped JavaScript until the list stands there',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', {
          title: 'Shown',
          due: { date: '2031-01-31' },
          recurrence: { frequency: 'daily' },
        });
        const page = await open('/settings');
        await page.goto('about:blank');
        const scripts = new Map<string, Promise<Buffer>>();
        page.on('response', (response) => {
          if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body());
        });
        await page.goto('/', { waitUntil: 'networkidle' });
        await taskLink(page, 'Shown').waitFor();
        const sizes = await Promise.all([...scripts.values()].map(async (body) => gzipSync(await body).length));
        const total = sizes.reduce((sum, size) => sum + size, 0);
        assert.ok(sizes.length > 0);
        assert.ok(total < mostBytes, `${total} bytes in ${sizes.length} files: ${[...scripts.keys()].join(', ')}`);
      }),
    );
  });
}
