import assert from 'node:assert/strict';
import type { Client } from '../api-client.ts';
import { useClientPerTest } from '../use-client.ts';
import { sidecarWithoutNotifications, useBackend } from './start-backend.ts';

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`;
export const calendar = (...inner: string[]) => lines('BEGIN:VCALENDAR', 'VERSION:2.0', ...inner, 'END:VCALENDAR');
export const todo = (...inner: string[]) => calendar('BEGIN:VTODO', 'UID:one', 'SUMMARY:One', ...inner, 'END:VTODO');

/** A backend at a fixed time and a new person for each test, with what a test of iCalendar files does. */
export function useCalendarImport() {
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  beforeEach(() => {
    backend.clock.now = new Date('2026-01-10T08:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const bring = (person: Client, text: string) =>
    person.post('/api/import', text, { 'content-type': 'text/calendar; charset=utf-8' });
  const listed = async (person: Client) =>
    // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of a task
    (await person.get('/api/tasks?limit=100&sort=title&order=asc')).body.items as any[];
  /** The one task of a file, and what was left out of it. */
  async function brought(...inner: string[]) {
    const { status, body } = await bring(ada, todo(...inner));
    assert.deepEqual([status, body.imported], [200, 1], JSON.stringify(body));
    const [task] = await listed(ada);
    return { task, omitted: body.omissions.map(({ property }: { property: string }) => property) };
  }

  return { backend, ada, bring, listed, brought };
}
