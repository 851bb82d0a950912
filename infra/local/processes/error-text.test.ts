import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { errorTextReader } from './error-text.ts';

describe('the text of an error', () => {
  function messages(source: string): string[] {
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' });
    const kindOf = errorTextReader();
    return stderr.split('\n').filter((line) => kindOf(line) !== 'detail');
  }

  it('is the message of what was thrown, without place, code, stack and properties', () => {
    assert.deepEqual(
      messages(`function f() {
        throw Object.assign(new TypeError('too bad', { cause: new Error('why') }), { code: 'E_BAD' });
      }
      f();`),
      ['TypeError: too bad'],
    );
    const [message, ...more] = messages(`import { nothing } from 'node:fs';`);
    assert.match(message ?? '', /^SyntaxError: .*'nothing'/);
    assert.deepEqual(more, []);
  });

  it('is all that a program writes of its own', () => {
    assert.deepEqual(messages(`console.error('Not usable:\\n  PORT: is missing\\n  HOST: is wrong');`), [
      'Not usable:',
      '  PORT: is missing',
      '  HOST: is wrong',
    ]);
  });
});
