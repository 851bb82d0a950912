import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sidecarWithoutNotifications, useBackend } from '../support/backend/start-backend.ts';
import { oddText } from '../support/fuzz/json.arbitraries.ts';
import { holds, seed } from '../support/property-runs.ts';
import { useClient } from '../support/use-client.ts';

describe(`whatever is asked (seed ${seed})`, function () {
  this.timeout(0);
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  const ada = useClient(backend);
  before(() => ada.post('/api/tasks', { title: 'Found' }));

  const names = [
    'limit',
    'cursor',
    'sort',
    'tag',
    'notTag',
    'priority',
    'dueAfter',
    'dueBefore',
    'status',
    'q',
    'order',
  ];
  const parameters = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, oddText), oddText, {
    maxKeys: 3,
  });

  it('as a search never fails the server', () =>
    holds(oddText, async (q) => {
      const { status, body } = await ada.get(`/api/tasks?${new URLSearchParams({ q })}`);
      assert.ok(status < 500, JSON.stringify(body));
    }));

  it('as a query never fails the server', () =>
    holds(parameters, async (query) => {
      for (const path of ['tasks', 'activity', 'chat/conversations', 'export']) {
        const { status, body } = await ada.get(`/api/${path}?${new URLSearchParams(query)}`);
        assert.ok(status < 500, JSON.stringify(body));
      }
    }));
});
