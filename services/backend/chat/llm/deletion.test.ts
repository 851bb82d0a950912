import assert from 'node:assert/strict';
import { useModelBackend } from '../../../../tests/support/language-model/model-backend.ts';
import { call, type Line, say } from '../../../../tests/support/language-model/scripted-model.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('a deletion that a language model is asked for', () => {
  const backend = useModelBackend();
  const ada = useClientPerTest(backend);

  const hear = (message: string, lines: Line[], conversationId?: string) =>
    backend.exchange(ada, message, lines, conversationId);
  const titles = async () =>
    (await ada.get('/api/tasks')).body.items.map(({ title }: { title: string }) => title).sort();
  const add = async (title: string) => (await ada.post('/api/tasks', { title })).body;

  it('is asked about by us, with the title as it is, and done only after a yes', async () => {
    const old = await add('Old');
    const { reply, conversationId } = await hear('delete old', [
      call('delete', { id: old.id, confirm: true }),
      call('delete', { id: old.id }),
      say('I have deleted it!'),
    ]);
    assert.equal(reply, 'I have deleted it!\n\nDelete "Old"? Answer yes or no.');
    assert.deepEqual(await titles(), ['Old']);
    const confirmed = await hear('Yes.', [], conversationId);
    assert.deepEqual([confirmed.reply, confirmed.actions.length], ['Deleted: "Old".', 1]);
    assert.deepEqual(backend.model.requests, [], 'the model has no say in it');
    assert.deepEqual(await titles(), []);
  });

  it('of several is one question', async () => {
    const ids = [(await add('A')).id, (await add('B')).id, (await add('C')).id];
    const { reply, conversationId } = await hear('delete a and b', [
      say('', ...ids.slice(0, 2).map((id) => ({ name: 'delete', args: { id } }))),
      say(''),
    ]);
    assert.equal(reply, 'Delete these 2 tasks? Answer yes or no.\n1. A\n2. B');
    await ada.delete(`/api/tasks/${ids[0]}`);
    assert.equal((await hear('ok', [], conversationId)).reply, '"A" is gone already.\nDeleted: "B".');
    assert.deepEqual(await titles(), ['C']);
  });

  it('is dropped at a no, and at whatever else is said', async () => {
    const { id } = await add('Kept');
    for (const other of ['no', 'yes, but only tomorrow', 'what was it about?']) {
      const { conversationId } = await hear('delete kept', [call('delete', { id }), say('Sure?')]);
      const lines = other === 'no' ? [] : [say('Hm.')];
      await hear(other, lines, conversationId);
      await hear('yes', [say('There is nothing to confirm.')], conversationId);
    }
    assert.deepEqual(await titles(), ['Kept']);
  });

  it('is not confirmed by a yes in another conversation', async () => {
    const { id } = await add('Kept');
    await hear('delete kept', [call('delete', { id }), say('Sure?')]);
    await hear('yes', [say('To what?')]);
    assert.deepEqual(await titles(), ['Kept']);
  });
});
