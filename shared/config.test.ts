import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError, flag, loadConfig, origins, port } from './config.ts';

const schema = z.object({
  DATABASE_URL: z.url(),
  SECRET: z.string().min(16),
  PORT: port.default(8000),
  ENABLED: flag.default(false),
  PUBLIC_ORIGIN: origins.default(['http://localhost:3000']),
});
const good = { DATABASE_URL: 'postgres://todo@localhost/todo', SECRET: 'sixteen letters!' };

describe('the configuration', () => {
  const refusal = (env: Record<string, string | undefined>): string => {
    try {
      loadConfig(schema, env);
    } catch (error) {
      assert.ok(error instanceof ConfigError);
      return error.message;
    }
    throw new assert.AssertionError({ message: `${JSON.stringify(env)} was taken` });
  };

  it('is read with its defaults, and cannot be changed', () => {
    const config = loadConfig(schema, good);
    assert.deepEqual(config, { ...good, PORT: 8000, ENABLED: false, PUBLIC_ORIGIN: ['http://localhost:3000'] });
    assert.throws(() => Object.assign(config, { PORT: 1 }), TypeError);
  });

  it('takes nothing but what it knows from the environment', () => {
    assert.equal('PATH' in loadConfig(schema, { ...good, PATH: '/bin' }), false);
  });

  it('names all that is missing, empty ones too, in one go', () => {
    for (const env of [{}, { DATABASE_URL: '', SECRET: undefined }]) {
      assert.match(refusal(env), /variables:\n {2}DATABASE_URL: is missing\n {2}SECRET: is missing$/);
    }
  });

  const wrong: [name: string, value: string][] = [
    ['DATABASE_URL', 'hunter2'],
    ['SECRET', 'hunter2'],
    ['PORT', 'hunter2'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['ENABLED', 'hunter2'],
    ['ENABLED', '1'],
    ['PUBLIC_ORIGIN', 'hunter2'],
    ['PUBLIC_ORIGIN', 'http://localhost:3000,hunter2'],
    ['PUBLIC_ORIGIN', 'ftp://hunter2'],
  ];
  for (const [name, value] of wrong) {
    it(`names ${name} when it is ${value}, and does not repeat the value`, () => {
      const message = refusal({ ...good, [name]: value });
      assert.match(message, new RegExp(`variables:\n  ${name}: .+$`));
      assert.doesNotMatch(message, /is missing|hunter2/);
    });
  }

  it('takes several origins, as a browser writes them', () => {
    const { PUBLIC_ORIGIN } = loadConfig(schema, {
      ...good,
      PUBLIC_ORIGIN: 'http://a.example:80/x, HTTPS://B.example',
    });
    assert.deepEqual(PUBLIC_ORIGIN, ['http://a.example', 'https://b.example']);
  });

  describe('from a file', () => {
    let folder: string;

    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'todo-config-'));
      writeFileSync(join(folder, 'secret'), '  a secret of a file\n');
      writeFileSync(join(folder, 'empty'), '\n');
    });
    after(() => rmSync(folder, { recursive: true }));

    it('is read by the name in KEY_FILE, without the space around it', () => {
      const { SECRET } = loadConfig(schema, { ...good, SECRET: '', SECRET_FILE: join(folder, 'secret') });
      assert.equal(SECRET, 'a secret of a file');
    });

    it('yields to the variable itself', () => {
      const env = { ...good, SECRET_FILE: join(folder, 'nowhere') };
      assert.equal(loadConfig(schema, env).SECRET, good.SECRET);
    });

    it('that cannot be read, or is empty, is told', () => {
      const { DATABASE_URL } = good;
      assert.match(refusal({ DATABASE_URL, SECRET_FILE: join(folder, 'nowhere') }), /SECRET_FILE names cannot be read/);
      assert.match(refusal({ DATABASE_URL, SECRET_FILE: join(folder, 'empty') }), /SECRET: is missing/);
    });
  });
});
