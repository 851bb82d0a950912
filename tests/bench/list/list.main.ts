import { cpus, totalmem } from 'node:os';
import pg from 'pg';
import { freshSessionKeys } from '../../../infra/stack/secrets/fresh-secrets.ts';
import { createBackend } from '../../../services/backend/app.ts';
import { defaultLimits } from '../../../services/backend/limits/limits.ts';
import { maxCandidates } from '../../../services/backend/tasks/list/page.statement.ts';
import { openOrm } from '../../../shared/database/orm.ts';
import { createMetrics } from '../../../shared/http/metrics.ts';
import { listen } from '../../../shared/http/server/server.ts';
import { createLogger } from '../../../shared/logger.ts';
import { type Client, registerClient } from '../../support/api-client.ts';
import { createDatabase } from '../../support/database.ts';
import { mochaGlobalSetup, mochaGlobalTeardown } from '../../support/global-fixtures.ts';
import { median } from '../measure.ts';
import { loadTasks } from './list.load.ts';
import { type Question, questions } from './list.questions.ts';
import { watchStatements } from './statement.watch.ts';

/** The largest allowed ratio of times between the largest and the smallest list, and the difference in ms that counts as noise. */
const [allowed, noise] = [2, 2];
const samples = 21;
const [chosenSizes, chosenQuestions] = [process.env['LIST_SIZES'], new RegExp(process.env['LIST_QUESTIONS'] ?? '')];
const sizes = chosenSizes?.split(',').map(Number) ?? [1000, 100_000, 1_000_000];
const asked = questions.filter(({ name }) => chosenQuestions.test(name));
const otherUsers = { count: 500, tasksEach: 1000 };

const say = (text = '') => process.stdout.write(`${text}\n`);
const statements = watchStatements();

interface List {
  name: string;
  person: Client;
  database: pg.Client;
  close(): Promise<void>;
}

interface OwnedList extends List {
  ownerUrl: string;
  url: string;
}

/** Starts a backend with a new database in which one user has this number of tasks. */
async function listOf(size: number): Promise<OwnedList> {
  say(`Loading ${size.toLocaleString('en')} tasks …`);
  const { url: databaseUrl, ownerUrl } = await createDatabase();
  const logger = createLogger('backend', 'silent');
  const orm = await openOrm(databaseUrl, logger);
  const { app } = await createBackend({
    orm,
    logger,
    keys: freshSessionKeys(),
    clock: () => new Date(),
    metrics: createMetrics('backend'),
    allowedOrigins: [],
    limits: {
      ...defaultLimits,
      AUTH_REQUESTS_PER_MINUTE: 100_000,
      OPEN_REQUESTS_PER_ADDRESS: 100_000,
      TASKS_PER_PERSON: 10_000_000,
    },
    sessionSeconds: 24 * 3600,
    idleSeconds: 24 * 3600,
    trustedProxies: 0,
    events: {
      sidecar: new Proxy({} as never, { get: () => () => Promise.reject(new Error('There is no sidecar here.')) }),
      appApiToken: 'none',
      onCommit: () => undefined,
    },
  });
  const server = await listen(app.callback(), 0, '127.0.0.1');
  const url = `http://127.0.0.1:${server.port}`;
  const person = await registerClient(url);
  await loadTasks(ownerUrl, [{ ownerId: person.userId, count: size }], say);
  const database = new pg.Client(ownerUrl);
  await database.connect();
  return {
    name: size.toLocaleString('en'),
    person,
    database,
    ownerUrl,
    url,
    async close() {
      await database.end();
      server.server.closeAllConnections();
      await server.close();
      await orm.close();
    },
  };
}

/** Returns times in ms. The lists are measured in turn, so that a slow phase of the machine affects all of them. */
async function measure(question: Question, lists: List[]): Promise<number[][]> {
  const paths: string[] = [];
  for (const { person, database } of lists) {
    const { path = 'tasks', query } = question;
    paths.push(`/api/${path}?${typeof query === 'string' ? query : await query(database, person.userId)}`);
  }
  const times: number[][] = lists.map(() => []);
  for (let round = -2; round < samples; round += 1) {
    for (const [index, { person }] of lists.entries()) {
      const start = performance.now();
      const { status, body } = await person.get(paths[index]!);
      if (status !== 200) throw new Error(`${paths[index]} answered ${status}: ${JSON.stringify(body)}`);
      if (round >= 0) times[index]!.push(performance.now() - start);
    }
  }
  return times;
}

/** The 95th percentile of a few samples: the second longest of 21. */
function p95(samples: number[]): number {
  return samples.toSorted((a, b) => a - b)[Math.ceil(samples.length * 0.95) - 1]!;
}

/** Measures up to three times. Other load can only make a result worse, so a target is missed only if it is missed each time. */
async function steadily(
  question: Question,
  lists: List[],
): Promise<{ times: number[]; ratio: number; worse: boolean; late: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const samples = await measure(question, lists);
    const times = samples.map(median);
    const [least, most, late] = [times[0]!, times.at(-1)!, p95(samples.at(-1)!)];
    const worse = question.goal ? late > question.goal : most > allowed * least && most - least > noise;
    if (!worse || (question.more && !question.goal) || attempt === 3)
      return { times, ratio: most / least, worse, late };
  }
}

async function report(lists: List[]): Promise<void> {
  const missed: string[] = [];
  say(`\n${'ms (median)'.padEnd(46)}${lists.map(({ name }) => name.padStart(12)).join('')}       ratio`);
  for (const question of asked) {
    const { times, ratio, worse, late } = await steadily(question, lists);
    const { goal, more } = question;
    if (worse && (goal || !more)) missed.push(question.name);
    const limit = goal
      ? `  p95 ${late.toFixed(1)}, ${worse ? 'MISSED ' : ''}(≤ ${goal} ms)`
      : worse
        ? `  MISSED (≤ ${allowed})`
        : '';
    const verdict = more && !goal ? '  more matches' : limit;
    say(
      `${question.name.padEnd(46)}${times.map((time) => time.toFixed(1).padStart(12)).join('')}${ratio.toFixed(2).padStart(12)}${verdict}`,
    );
    // The last statement was about the last list.
    if (worse) for (const line of await statements.explainLast(lists.at(-1)!.database)) say(`    ${line}`);
  }
  const count = asked.filter(({ more, goal }) => goal || !more).length;
  say(`${count - missed.length} of ${count} as fast${missed.length ? `, but not: ${missed.join('; ')}` : ''}.`);
}

/** The same with many other people in the same tables. */
async function reportAmongOthers(lists: OwnedList[]): Promise<void> {
  const [small, largest] = [lists[0]!, lists.at(-1)!];
  say(
    `\nLoading ${otherUsers.count} others with ${otherUsers.tasksEach.toLocaleString('en')} tasks each into the largest …`,
  );
  const one = await registerClient(largest.url);
  const { rows } = await largest.database.query<{ id: string }>(
    `insert into "user" (id, time_zone, session_version, created_at)
     select uuidv7(), 'UTC', 0, now() from generate_series(2, $1) returning id`,
    [otherUsers.count],
  );
  const loads = [one.userId, ...rows.map(({ id }) => id)].map((ownerId) => ({ ownerId, count: otherUsers.tasksEach }));
  await loadTasks(largest.ownerUrl, loads, say);
  say('\nThe same among these others: for one of them, and for the one with the largest list.');
  await report([
    { ...small, name: `${small.name} alone` },
    { ...largest, name: 'one of them', person: one },
    { ...largest, name: 'largest' },
  ]);
}

say(`${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
await mochaGlobalSetup();
try {
  const lists = [];
  for (const size of sizes) lists.push(await listOf(size));
  say(
    `\nOne person's list, through the API. At most ${allowed} times as long with ${lists.at(-1)!.name} tasks (or ${noise} ms longer), for as many matches.`,
  );
  say(
    `A search that finds more than ${maxCandidates.exact.toLocaleString('en')} ranks the newest of them (${maxCandidates.similar} where words are only similar); the others follow by age.`,
  );
  await report(lists);

  if (!chosenSizes) await reportAmongOthers(lists);
  for (const list of lists) await list.close();
} finally {
  await mochaGlobalTeardown();
}
