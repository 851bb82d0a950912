import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { taskLink } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';

const mostBytes = 160_000;
/** What the page is made of. Icons and responses of the API come on top of it. */
const counted = new Set(['document', 'script', 'stylesheet']);

export function firstLoadSuite(scenario: Scenario): void {
  describe('the first load', () => {
    it(
      'takes less than 160 kB, compressed, until the list stands there and nothing more is fetched',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', {
          title: 'Shown',
          due: { date: '2031-01-31' },
          recurrence: { frequency: 'daily' },
        });
        const page = await open('/settings');
        await page.goto('about:blank');
        const files = new Map<string, Promise<Buffer>>();
        page.on('response', (response) => {
          if (counted.has(response.request().resourceType())) files.set(response.url(), response.body());
        });
        await page.goto('/', { waitUntil: 'networkidle' });
        await taskLink(page, 'Shown').waitFor();
        const sizes = await Promise.all([...files.values()].map(async (body) => gzipSync(await body).length));
        const total = sizes.reduce((sum, size) => sum + size, 0);
        assert.ok(sizes.length > 0);
        assert.ok(total < mostBytes, `${total} bytes in ${sizes.length} files: ${[...files.keys()].join(', ')}`);
      }),
    );
  });
}
