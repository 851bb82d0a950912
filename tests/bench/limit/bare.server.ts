import { createServer } from 'node:http';
import { bodyParser } from '@koa/bodyparser';
import { Router } from '@koa/router';
import Koa from 'koa';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { WebSocketServer } from 'ws';
import { whatHappened } from './outbox.statement.ts';

/**
 * The server with which the backend is compared: Koa and pg alone, on the same database. Each request is one prepared statement, which
 * is the least that the same guarantees need: it finds the user and reads the page, or adds task, activity and outbox rows together.
 * It has no validation and no tokens, nobody reads its events, and after a create it sends the task to the sockets at once.
 * The arguments are the port, the database URL and the ids of the users, whose turn it is one after the other.
 */
const [port, databaseUrl, ...ownerIds] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const sockets = new WebSocketServer({ noServer: true });
const router = new Router();
let requests = 0;
const nextOwner = () => ownerIds[requests++ % ownerIds.length];

router.get('/tasks', async (ctx) => {
  const { rows } = await pool.query({
    name: 'page',
    text: `select id, email, time_zone, session_version, (select json_agg(page) from (
            select task.id, task.title, task.description, task.completed_at, task.priority, task.tags, task.due,
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
             order by task.created_at desc, task.id desc) page) as items
       from "user" where id = $1`,
    values: [nextOwner()],
  });
  ctx.body = { items: rows[0].items.slice(0, 20) };
});

router.post('/tasks', async (ctx) => {
  const { title } = ctx.request.body as { title: string };
  const ownerId = nextOwner();
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
  await pool.query({
    name: 'task',
    text: `with ${whatHappened}
           insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
           select $4, id, $5, '', 'medium', '{}', 1, $1, $1 from "user" where id = $6`,
    values: [now, JSON.stringify(activity), JSON.stringify(events), id, title, ownerId],
  });
  for (const socket of sockets.clients) socket.send(JSON.stringify({ data: { task } }));
  ctx.status = 201;
  ctx.body = task;
});

const app = new Koa().use(bodyParser()).use(router.routes());
const server = createServer(app.callback());
server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, () => undefined));
server.listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
