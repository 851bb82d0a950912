import assert from 'node:assert/strict';
import fc from 'fast-check';
import { useBackend } from '../support/backend/start-backend.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { useClient } from '../support/use-client.ts';
import { useStarted } from '../support/use-started.ts';
import { type AccountState, keepTables } from './account.ts';
import { timeZone } from './corpus/world.ts';
import { built, everyday, fifth, fourth, fresh, further, second, third } from './corpus.groups.ts';
import { seed } from './corpus.run.ts';

const expectations = [built, everyday, further, fresh, second, third, fourth, fifth].flatMap((groups) =>
  Object.values(groups).flat(),
);
const conversation = fc
  .constantFrom(...expectations)
  .chain(({ after, say }) => fc.tuple(fc.constant(after), misheard(say)))
  .map(([after, say]) => ({ after, say }));

/** The message with one or two words dropped, doubled or swapped with the next. */
function misheard(message: string) {
  const slip = fc.tuple(fc.constantFrom('drop', 'double', 'swap'), fc.nat());
  return fc.array(slip, { minLength: 1, maxLength: 2 }).map((slips) => {
    const words = message.split(' ');
    for (const [kind, number] of slips) {
      const at = number % words.length;
      const [word = ''] = words.splice(at, 1);
      if (kind === 'double') words.splice(at, 0, word, word);
      if (kind === 'swap') words.splice(at + 1, 0, word);
    }
    return words.join(' ').trim() || 'list';
  });
}

/** Tasks named one by one are changed at once, but not more than these. */
const mostNamed = 5;

describe('whatever is said to the chatbot', () => {
  const backend = useBackend();
  const ada = useClient(backend, timeZone);
  const tables = useStarted(async () => {
    await seed(backend, ada);
    return keepTables(backend.database.ownerUrl);
  });

  it('changes few tasks at once, deletes none without a yes, keeps to its proposal, and can be undone', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, async ({ after, say }) => {
        await tables.restore();
        let conversationId: string | undefined;
        const send = async (message: string) => {
          const input = { message, ...(conversationId ? { conversationId } : {}) };
          const { status, body } = await ada.post('/api/chat', input);
          assert.equal(status, 200, JSON.stringify(body));
          conversationId = body.conversationId;
          return body;
        };
        // What is about undoing or confirming is another matter than what is changed by it.
        for (const message of after) await send(message);
        const isOpen = after.length > 0;
        const before = await tables.state();
        const listed = await allTasks();
        const { proposal, actions } = await send(say);
        const changed = changedBetween(before, await tables.state());
        if (!isOpen) assert.ok(changed.all.length <= mostNamed, `${changed.all.length} tasks were changed`);
        if (!isOpen) assert.deepEqual(changed.deleted, [], 'nothing is deleted without a yes');
        let steps = wrote(actions) ? 1 : 0;
        if (proposal) {
          const proposed = new Set(proposal.actions.map(({ task }: { task: { id: string } }) => task.id));
          assert.deepEqual(changed.all, [], 'a proposal changes nothing yet');
          const { actions } = await send('yes');
          steps += wrote(actions) ? 1 : 0;
          const confirmed = changedBetween(before, await tables.state());
          assert.deepEqual(
            confirmed.all.filter((id) => !proposed.has(id)),
            [],
            'only what was proposed is changed',
          );
        }
        if (isUndo(actions)) return;
        for (let step = 0; step < steps; step += 1) await send('undo');
        assert.deepEqual(await allTasks(), listed, 'undo restores everything');
      }),
      { ...propertyRuns(60), includeErrorInReport: true },
    );
  });

  /** All tasks without versions and times. Exports are limited to a few each hour. */
  async function allTasks(): Promise<unknown[]> {
    const { body } = await ada.get('/api/tasks?limit=100');
    return body.items
      .map(({ version: _, updatedAt: _updatedAt, completedAt, ...task }: Record<string, unknown>) => ({
        ...task,
        completed: completedAt !== null,
        reminders: (task['reminders'] as object[]).map((reminder) => JSON.stringify(reminder)).sort(),
      }))
      .sort((a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id));
  }
});

interface Action {
  tool: string;
}
const wrote = (actions: Action[]) => actions.some(({ tool }) => !['list', 'search', 'activity', 'undo'].includes(tool));
const isUndo = (actions: Action[]) => actions.some(({ tool }) => tool === 'undo');

function changedBetween(before: AccountState, after: AccountState) {
  const deleted = [...before.keys()].filter((id) => !after.has(id));
  const differ = [...after].filter(([id, task]) => JSON.stringify(before.get(id)) !== JSON.stringify(task));
  return { deleted, all: [...deleted, ...differ.map(([id]) => id)] };
}
