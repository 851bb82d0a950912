import assert from 'node:assert/strict';
import type { ApiResponse, Client } from '../api-client.ts';
import { useBackend } from './start-backend.ts';

type NewTask = string | { title: string; description?: string; tags?: string[] };

/** A backend for a suite of tests that search, with what such a test does. */
export function useSearch() {
  const backend = useBackend();

  /** Registers a user who has these tasks, the last one the newest. */
  async function listOf(...tasks: NewTask[]): Promise<Client> {
    const client = await backend.register();
    for (const task of tasks) {
      backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
      const { status } = await client.post('/api/tasks', typeof task === 'string' ? { title: task } : task);
      assert.equal(status, 201);
    }
    return client;
  }

  const ask = (client: Client, q: string, more = '') =>
    client.get(`/api/tasks?${new URLSearchParams({ q })}${more && `&${more}`}`);

  /** Returns the titles on the first page. */
  async function found(client: Client, q: string, more = ''): Promise<string[]> {
    const { status, body } = await ask(client, q, more);
    assert.equal(status, 200, JSON.stringify(body));
    return body.items.map(({ title }: { title: string }) => title);
  }

  /** Returns the titles of all pages. */
  async function foundPageByPage(client: Client, q: string, limit: number, more = ''): Promise<string[]> {
    const titles: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = `limit=${limit}${cursor && `&cursor=${cursor}`}${more}`;
      const { status, body }: ApiResponse = await ask(client, q, page);
      assert.equal(status, 200, JSON.stringify(body));
      titles.push(...body.items.map(({ title }: { title: string }) => title));
      cursor = body.nextCursor;
    }
    return titles;
  }

  return { backend, listOf, ask, found, foundPageByPage };
}
