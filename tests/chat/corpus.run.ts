import assert from 'node:assert/strict';
import type { Client } from '../support/api-client.ts';
import type { TestBackend } from '../support/backend/start-backend.ts';
import { type AccountTables, changesBetween } from './account.ts';
import type { Expectation } from './corpus/expectation.ts';
import { lists, now, world } from './corpus/world.ts';

/** `wrong` is any change that was not asked for; `asked` is a reply that changes nothing, where another was expected. */
export interface Outcome {
  result: 'right' | 'asked' | 'wrong';
  expectation: Expectation;
  effect: string[];
  reply: string;
}

/** Makes the tasks of the corpus, one a second, up to a minute before the clock of the corpus. */
export async function seed(backend: TestBackend, client: Client): Promise<void> {
  for (const name of lists) await client.post('/api/lists', { name });
  for (const [index, task] of world.entries()) {
    const { doneAt, ...fields } = { doneAt: undefined, ...task };
    backend.clock.now = new Date(now.getTime() - 10 * 24 * 3_600_000 + index * 1000);
    const { status, body } = await client.post('/api/tasks', fields);
    assert.equal(status, 201, JSON.stringify(body));
    if (!doneAt) continue;
    backend.clock.now = new Date(doneAt);
    await client.post(`/api/tasks/${body.id}/complete`);
  }
  backend.clock.now = now;
}

/** Says it to the chatbot, and compares what it does and replies with what is expected. */
export async function tryOut(client: Client, tables: AccountTables, expectation: Expectation): Promise<Outcome> {
  const { say, after, does, proposes, lists, asks, says, leaves } = expectation;
  let conversationId: string | undefined;
  const send = async (message: string) => {
    const { status, body } = await client.post('/api/chat', { message, ...(conversationId ? { conversationId } : {}) });
    assert.equal(status, 200, `${message}: ${JSON.stringify(body)}`);
    conversationId = body.conversationId;
    return body;
  };
  for (const message of after) await send(message);
  const before = await tables.state();
  const { reply, proposal, choices = [] } = await send(say);
  const unasked = changesBetween(before, await tables.state());
  const effect = unasked;
  let confirmed: string[] = [];
  if (proposes && proposal && unasked.length === 0) {
    await send('yes');
    confirmed = changesBetween(before, await tables.state());
  }
  if (after.length > 0 || effect.length > 0 || confirmed.length > 0) await tables.restore();
  const isRight =
    same(effect, does) &&
    (!proposes || same(confirmed, proposes)) &&
    (!lists || same(listedIn(reply), lists)) &&
    (!asks ||
      same(
        choices.map(({ label }: { label: string }) => label),
        asks,
      )) &&
    (!says || says.test(reply)) &&
    (!leaves || !proposal);
  const isWrong = effect.length > 0 && !same(effect, does);
  return {
    result: isRight ? 'right' : isWrong ? 'wrong' : 'asked',
    expectation,
    effect: [...effect, ...confirmed],
    reply,
  };
}

function same(actual: readonly string[], expected: readonly string[]): boolean {
  return (
    actual.length === expected.length && [...actual].sort().every((line, index) => line === [...expected].sort()[index])
  );
}

/** The titles in the numbered lines of a reply. */
function listedIn(reply: string): string[] {
  return Array.from(reply.matchAll(/^\d+\. (.*?)(?: \((?:[^()]*)\))?$/gm), ([, title]) => title!);
}
