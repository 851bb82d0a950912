import { Readable } from 'node:stream';
import { Router } from '@koa/router';
import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../accounts/authenticate.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';
import { exportCalendar, exportJson } from './export.service.ts';
import { importTasks } from './import.service.ts';
import { exportQuery, importedTasks } from './transfer.schema.ts';

interface Dependencies {
  orm: Orm;
  idempotent: Idempotent;
  authenticate: Authenticate;
  clock: Clock;
}

const formats = {
  json: { export: exportJson, fileName: 'tasks.json', type: 'application/json; charset=utf-8' },
  ics: { export: exportCalendar, fileName: 'tasks.ics', type: 'text/calendar; charset=utf-8' },
};

/** All tasks of a person, out of the system and back. */
export function transferRoutes({ orm, idempotent, authenticate, clock }: Dependencies): Router {
  const router = new Router({ prefix: '/api' });

  router.get('/export', async (ctx) => {
    const { id } = await authenticate(ctx);
    const { format } = validate(exportQuery, ctx.query, 'query');
    const { fileName, type, ...as } = formats[format];
    ctx.attachment(fileName);
    ctx.body = Readable.from(as.export(orm.em, id));
    ctx.type = type;
  });

  router.post('/import', async (ctx) => {
    const owner = await authenticate(ctx);
    const { tasks } = validate(importedTasks, ctx.request.body);
    const context = { actor: 'user' as const, now: clock(), phase5: true };
    await idempotent(ctx, owner, async (tx) => ({ body: await importTasks(tx, context, owner.id, tasks) }));
  });

  return router;
}
