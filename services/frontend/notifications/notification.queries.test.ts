import assert from 'node:assert/strict';
import { markRead } from './notification.queries.ts';

const now = '2026-03-02T11:00:00.000Z';
const before = '2026-03-01T11:00:00.000Z';
const item = (id: string, readAt: string | null) => ({
  id,
  taskId: 't',
  title: 'x',
  message: 'x',
  at: before,
  readAt,
  channels: [],
});
const page = (...items: ReturnType<typeof item>[]) => ({ items, nextCursor: null, unread: 2 });

describe('notifications that were read', () => {
  it('are marked on whatever page they are, and those read before stay as they were', () => {
    const data = {
      pages: [page(item('a', null), item('b', before)), page(item('c', null), item('d', null))],
      pageParams: ['', 'x'],
    };
    const marked = markRead(data, new Set(['a', 'b', 'd']), now);
    assert.deepEqual(
      marked.pages.map(({ items }) => items.map(({ id, readAt }) => [id, readAt])),
      [
        [
          ['a', now],
          ['b', before],
        ],
        [
          ['c', null],
          ['d', now],
        ],
      ],
    );
    assert.equal(data.pages[0]?.items[0]?.readAt, null);
  });
});
