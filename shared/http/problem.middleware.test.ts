import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { Router } from '@koa/router';
import { pino } from 'pino';
import { z } from 'zod';
import { request } from '../../tests/support/api-client.ts';
import { createApp } from './app.ts';
import { createMetrics } from './metrics.ts';
import { Conflict, TooManyRequests } from './problem.ts';
import { type Listening, listen } from './server/server.ts';
import { validate } from './validate.ts';

class TeaNotServed extends Conflict {}

describe('an error', () => {
  let listening: Listening;
  let log = '';

  function remember(line: Buffer, _encoding: string, done: () => void): void {
    log += line;
    done();
  }

  before(async () => {
    const logger = pino({ level: 'debug' }, new Writable({ write: remember }));
    const router = new Router()
      .get('/unknown', () => {
        throw new Error('select * from secrets where password = $1');
      })
      .get('/failing/:secret', () => {
        throw new Error('with an address that holds a secret');
      })
      .get('/thrown-text', () => {
        throw 'only text';
      })
      .get('/status', () => {
        throw Object.assign(new Error('exposed'), { status: 418, expose: true });
      })
      .get('/named', () => {
        throw new TeaNotServed('There is none.');
      })
      .get('/headers', () => {
        throw new TooManyRequests('Wait.', 7);
      })
      .post('/validated', (ctx) => {
        ctx.body = validate(
          z.strictObject({ a: z.array(z.strictObject({ b: z.number() })) }),
          ctx.request.body,
          'input',
        );
      })
      .get('/late', (ctx) => {
        ctx.set('ETag', '"1"');
        ctx.body = { some: 'answer' };
        throw new Error('after the body was set');
      });
    const app = createApp({ logger, metrics: createMetrics('test') }, [router]);
    listening = await listen(app.callback(), 0, '127.0.0.1');
  });
  after(() => listening.close());
  beforeEach(() => {
    log = '';
  });

  it('and every other request is logged without the API token in its address', async () => {
    const secret = `todo_${'0123456789abcdef'.repeat(4)}`;
    for (const path of ['failing', 'unheard-of'])
      await request(`http://127.0.0.1:${listening.port}/${path}/${secret}`, 'GET');
    assert.match(log, /\/failing\/todo_….*\/failing\/todo_….*\/unheard-of\/todo_…/s);
    assert.ok(!log.includes(secret));
  });

  const ask = (path: string, method = 'GET', body?: unknown) =>
    request(`http://127.0.0.1:${listening.port}${path}`, method, body);

  it('that nobody named is a bare 500, and a log line with all of it', async () => {
    for (const path of ['/unknown', '/thrown-text', '/status', '/late']) {
      const { status, headers, body } = await ask(path);
      assert.equal(status, 500);
      assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.deepEqual(Object.keys(body), ['type', 'title', 'status', 'code', 'detail']);
      assert.equal(body.code, 'internal_error');
      assert.doesNotMatch(JSON.stringify(body), /select|exposed|text|after/);
    }
    const lines = log.split('\n').filter((line) => line.includes('A request failed.'));
    assert.equal(lines.length, 4);
    const { err, method, path } = JSON.parse(lines[0]!);
    assert.deepEqual([method, path, err.message], ['GET', '/unknown', 'select * from secrets where password = $1']);
    assert.match(err.stack, /problem\.middleware\.test\.ts/);
  });

  it('that is named is told as RFC 9457 has it, and is no failure to the log', async () => {
    const { status, body } = await ask('/named');
    assert.equal(status, 409);
    const detail = 'There is none.';
    assert.deepEqual(body, { type: 'about:blank', title: 'Tea not served', status: 409, code: 'conflict', detail });
    assert.doesNotMatch(log, /A request failed/);
  });

  it('brings its headers', async () => {
    const { status, headers } = await ask('/headers');
    assert.deepEqual([status, headers.get('retry-after')], [429, '7']);
  });

  it('of validation names every place, below its prefix', async () => {
    const cases: [body: unknown, paths: string[]][] = [
      [{}, ['input.a']],
      [{ a: [{ b: 1 }, { b: 'x' }, {}] }, ['input.a.1.b', 'input.a.2.b']],
      [{ a: [], c: 1, d: 2 }, ['input.c', 'input.d']],
      [{ a: [{ b: 1, c: 2 }] }, ['input.a.0.c']],
      [[], ['input']],
    ];
    for (const [given, paths] of cases) {
      const { status, body } = await ask('/validated', 'POST', given);
      assert.deepEqual([status, body.code], [400, 'validation_failed']);
      assert.deepEqual(
        body.errors.map(({ path }: { path: string }) => path),
        paths,
      );
    }
    const { body } = await ask('/validated', 'POST', { a: [{}], c: 1 });
    assert.deepEqual(body.errors, [
      { path: 'input.a.0.b', message: 'Is required.' },
      { path: 'input.c', message: 'Is not a known field.' },
    ]);
  });
});
