import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const mocha = fileURLToPath(import.meta.resolve('mocha/bin/mocha.js'));
const properties = join(import.meta.dirname, 'recurrence.properties.ts');
const table = join(import.meta.dirname, 'recurrence.test.ts');

describe('the properties of recurrence hold', () => {
  for (const timeZone of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
    it(`in a process whose zone is ${timeZone}`, async () => {
      const child = spawn(process.execPath, [mocha, '--no-config', '--timeout', '300000', properties, table], {
        env: { ...process.env, TZ: timeZone },
      });
      const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
      assert.equal(code, 0, output + errors);
      assert.match(output, new RegExp(`in a process of the zone ${timeZone}[^]*\\d+ passing`));
    });
  }
});
