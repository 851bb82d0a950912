import assert from 'node:assert/strict';
import { tagsIn } from './tag.input.ts';

describe('tags as they are typed', () => {
  it('are words, with or without a number sign, each once', () => {
    assert.deepEqual(tagsIn('#Home, money money  ##x'), ['home', 'money', 'x']);
    assert.deepEqual(tagsIn('  ,# '), []);
  });

  it('are no longer than a tag may be', () => {
    assert.equal(tagsIn('x'.repeat(60))[0]?.length, 50);
  });
});
