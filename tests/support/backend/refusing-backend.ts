import assert from 'node:assert/strict';
import { type Client, registerClient } from '../api-client.ts';
import { countRows } from './count-rows.ts';
import { startBackend, type TestBackend } from './start-backend.ts';

export interface RefusingBackend {
  readonly backend: TestBackend;
  readonly ada: Client;
  /** Of ada's only task. */
  readonly taskPath: string;
  /** What is there now is what has to stay. */
  recount(): Promise<void>;
}

/** For a suite in which everything is refused: a backend, one person, one task; after each test nothing may have changed. */
export function refusingBackend(): RefusingBackend {
  let rows: Record<string, number>;
  const world = {
    async recount() {
      rows = await countRows(world.backend.orm);
    },
  } as { -readonly [Key in keyof RefusingBackend]: RefusingBackend[Key] };

  before(async () => {
    world.backend = await startBackend();
    world.ada = await registerClient(world.backend.url);
    world.taskPath = `/api/tasks/${(await world.ada.post('/api/tasks', { title: 'Untouched' })).body.id}`;
    await world.recount();
  });
  after(() => world.backend?.stop());
  afterEach(async () => {
    assert.deepEqual(await countRows(world.backend.orm), rows, 'a refused request has changed something');
    assert.equal((await world.ada.get(world.taskPath)).body.version, 1);
  });
  return world;
}
