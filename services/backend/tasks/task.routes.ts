import { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { Task } from '../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { etagOf, ifMatchOf } from '../../../shared/http/etag.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../accounts/authenticate.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { listTasks } from './list/task.list.ts';
import { taskQuery } from './list/task.query.ts';
import { snoozeTask } from './schedule/snooze.service.ts';
import { presentTask, taskPresenter } from './task.presenter.ts';
import { completeTasks, createTasks } from './write/task.batch.ts';
import { completeTask, reopenTask } from './write/task.completion.ts';
import { newTask, newTaskBatch, snooze, taskChanges, taskIds } from './write/task.input.ts';
import { createTask, deleteTask, updateTask } from './write/task.service.ts';

interface Dependencies {
  orm: Orm;
  unitOfWork: UnitOfWork;
  idempotent: Idempotent;
  authenticate: Authenticate;
  clock: Clock;
  phase5: boolean;
}

export function taskRoutes({ orm, unitOfWork, idempotent, authenticate, clock, phase5 }: Dependencies): Router {
  const router = new Router({ prefix: '/api/tasks' });
  const phase = phase5 ? 'phase5' : 'phase4';
  const present = taskPresenter(phase5);
  const context = () => ({ actor: 'user' as const, now: clock(), phase5 });

  router.get('/', async (ctx) => {
    const owner = await authenticate(ctx);
    const query = validate(taskQuery[phase], ctx.query, 'query');
    const { items, nextCursor } = await listTasks(orm.em, owner, query, clock());
    ctx.body = { items: items.map(present), nextCursor };
  });

  router.post('/', async (ctx) => {
    const owner = await authenticate(ctx);
    const input = { ...phase5Defaults, ...validate(newTask[phase], ctx.request.body) };
    await idempotent(ctx, owner, async (tx) => created(await createTask(tx, context(), owner, input)));
  });

  if (phase5) {
    router.post('/batch', async (ctx) => {
      const owner = await authenticate(ctx);
      const { tasks } = validate(newTaskBatch, ctx.request.body);
      await idempotent(ctx, owner, async (tx) => ({
        status: 201,
        body: { items: await createTasks(tx, context(), owner, tasks) },
      }));
    });

    router.post('/complete', async (ctx) => {
      const owner = await authenticate(ctx);
      const { ids } = validate(taskIds, ctx.request.body);
      await idempotent(ctx, owner, async (tx) => ({ body: { items: await completeTasks(tx, context(), owner, ids) } }));
    });

    router.post('/:id/snooze', async (ctx) => {
      const owner = await authenticate(ctx);
      const { until } = validate(snooze, ctx.request.body);
      await idempotent(ctx, owner, async (tx) =>
        one(await snoozeTask(tx, context(), owner, idOf(ctx), until, ifMatch(ctx))),
      );
    });
  } else {
    // Addresses of Phase 5 that would otherwise be taken for a task's, and be told which methods that has.
    router.all(['/batch', '/complete'], () => {
      throw new NotFound();
    });
  }

  router.get('/:id', async (ctx) => {
    const { id: ownerId } = await authenticate(ctx);
    const task = await orm.em
      .fork()
      .findOne(Task, { id: idOf(ctx), ownerId }, { populate: ['reminders'], strategy: 'joined' });
    if (!task) throw new NotFound('There is no such task.');
    answer(ctx, presentTask(task));
  });

  router.patch('/:id', async (ctx) => {
    const owner = await authenticate(ctx);
    const changes = validate(taskChanges[phase], ctx.request.body);
    answer(
      ctx,
      await unitOfWork.transactional((tx) => updateTask(tx, context(), owner, idOf(ctx), changes, ifMatch(ctx))),
    );
  });

  router.delete('/:id', async (ctx) => {
    const owner = await authenticate(ctx);
    await unitOfWork.transactional((tx) => deleteTask(tx, context(), owner, idOf(ctx), ifMatch(ctx)));
    ctx.status = 204;
  });

  router.post('/:id/complete', async (ctx) => {
    const owner = await authenticate(ctx);
    await idempotent(ctx, owner, async (tx) => one(await completeTask(tx, context(), owner, idOf(ctx), ifMatch(ctx))));
  });

  router.post('/:id/reopen', async (ctx) => {
    const owner = await authenticate(ctx);
    await idempotent(ctx, owner, async (tx) => one(await reopenTask(tx, context(), owner, idOf(ctx), ifMatch(ctx))));
  });

  function answer(ctx: Context, task: TaskSnapshot): void {
    const { headers, body } = one(task);
    ctx.set(headers);
    ctx.body = body;
  }

  function one(task: TaskSnapshot) {
    return { headers: { ETag: etagOf(task.version) }, body: present(task) };
  }

  function created(task: TaskSnapshot) {
    const { headers, body } = one(task);
    return { status: 201, headers: { ...headers, Location: `/api/tasks/${task.id}` }, body };
  }

  return router;
}

/** What a task has that Phase 4 does not ask for. */
const phase5Defaults = newTask.phase5.omit({ title: true, description: true }).parse({});

function idOf(ctx: Context): string {
  return validate(z.uuid('Must be a UUID.'), ctx['params'].id, 'id').toLowerCase();
}

function ifMatch(ctx: Context) {
  return ifMatchOf(ctx.headers['if-match']);
}
