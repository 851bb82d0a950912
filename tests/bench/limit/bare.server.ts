import { createServer } from 'node:http';
import { bodyParser } from '@koa/bodyparser';
import { Router } from '@koa/router';
import Koa from 'koa';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { WebSocketServer } from 'ws';
import { insertWhatHappened } from './outbox.statement.ts';

/**
 * The server with which the backend is compared. It runs the same statements, prepared, on the same database with Koa and pg alone.
 * It has no validation and no tokens, nobody reads its events, and after a create it sends the task to the sockets at once.
 * The arguments are the port, the database URL and the owner's id.
 */
const [port, databaseUrl, ownerId] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const sockets = new WebSocketServer({ noServer: true });
const router = new Router();

async function loadOwner(): Promise<void> {
  await pool.query({
    name: 'owner',
    text: 'select id, email, time_zone, session_version from "user" where id = $1',
    values: [ownerId],
  });
}

router.get('/tasks', async (ctx) => {
  await loadOwner();
  const { rows } = await pool.query({
    name: 'page',
    text: `select task.id, task.title, task.description, task.completed_at, task.priority, to_json(task.tags) as tags, task.due,
            task.due_at, task.recurrence, task.series_id, task.occurrence, task.snoozed_until, task.list_id, task.parent_id,
            task.position, task.version, task.created_at, task.updated_at,
            (select json_agg(json_build_object('id', r.id, 'minutesBefore', r.minutes_before, 'at', r.at,
                                               'fireAt', r.fire_at, 'state', r.state))
               from reminder r where r.task_id = task.id) as reminders,
            (select json_build_object('total', count(*), 'completed', count(child.completed_at))
               from task child where child.parent_id = task.id) as subtasks
       from (select * from task
              where owner_id = $1 and (list_id is null or list_id not in
                (select id from list where owner_id = $1 and archived_at is not null))
              order by created_at desc, id desc limit 21) task
      order by task.created_at desc, task.id desc`,
    values: [ownerId],
  });
  ctx.body = { items: rows.slice(0, 20) };
});

router.post('/tasks', async (ctx) => {
  await loadOwner();
  const { title } = ctx.request.body as { title: string };
  const [id, now] = [uuidv7(), new Date()];
  const task = {
    id,
    title,
    description: '',
    completed: false,
    completedAt: null,
    priority: 'medium',
    tags: [],
    due: null,
    dueAt: null,
    reminders: [],
    recurrence: null,
    seriesId: null,
    occurrence: null,
    snoozedUntil: null,
    listId: null,
    parentId: null,
    subtasks: { total: 0, completed: 0 },
    position: 'a0',
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const activity = [{ owner_id: ownerId, task_id: id, action: 'created', changes: {}, actor: 'user' }];
  const events = [ownerId, id].map((partitionKey) => {
    const envelope = { specversion: '1.0', id: uuidv7(), source: '/todo/backend', time: now, type: 'task.created.v1' };
    const event = {
      ...envelope,
      datacontenttype: 'application/json',
      subject: id,
      data: { ownerId, actor: 'user', task },
    };
    // No relay reads this topic.
    return { id: event.id, topic: 'bare', partition_key: partitionKey, owner_id: ownerId, event };
  });
  const client = await pool.connect();
  await client.query('begin');
  await client.query({
    name: 'what happened',
    text: insertWhatHappened,
    values: [now, JSON.stringify(activity), JSON.stringify(events)],
  });
  await client.query({
    name: 'task',
    text: `insert into task (id, owner_id, title, description, priority, tags, due, due_at, recurrence, series_id, occurrence,
                       series_start, version, created_at, updated_at)
           values ($1, $2, $3, '', 'medium', '{}', null, null, null, null, null, null, 1, $4, $4)`,
    values: [id, ownerId, title, now],
  });
  await client.query('commit');
  client.release();
  for (const socket of sockets.clients) socket.send(JSON.stringify({ data: { task } }));
  ctx.status = 201;
  ctx.body = task;
});

const app = new Koa().use(bodyParser()).use(router.routes());
const server = createServer(app.callback());
server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, () => undefined));
server.listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
