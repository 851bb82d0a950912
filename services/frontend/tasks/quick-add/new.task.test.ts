import assert from 'node:assert/strict';
import { fitting } from './new.task.ts';

describe('A new task', () => {
  it('with a title that is too long has the beginning, and the whole as its description', () => {
    assert.deepEqual(fitting({ title: 'x'.repeat(200), priority: 'high' }), {
      title: 'x'.repeat(200),
      priority: 'high',
    });
    const long = 'x'.repeat(201);
    assert.deepEqual(fitting({ title: long }), { title: `${'x'.repeat(199)}…`, description: long });
  });

  it('is not cut inside a character', () => {
    const long = `${'x'.repeat(198)}🎁🎁`;
    assert.equal(fitting({ title: long }).title, `${'x'.repeat(198)}…`);
  });
});
