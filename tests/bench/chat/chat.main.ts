import { cpus } from 'node:os';
import pg from 'pg';
import { parseCommand } from '../../../services/backend/chat/parser/commands/command.parser.ts';
import { world } from '../../chat/corpus/world.ts';
import { built, everyday, further, heldOut, later, unseen } from '../../chat/corpus.groups.ts';
import { startBackend } from '../../support/backend/start-backend.ts';
import { mochaGlobalSetup, mochaGlobalTeardown } from '../../support/global-fixtures.ts';
import { loadTasks } from '../list/list.load.ts';

// How long the chatbot takes to respond, through the API, to a person with 10 000 open tasks; and to read 10 kB of anything.

const size = 10_000;
/** Milliseconds. */
const [respondsWithin, readsWithin] = [50, 200];

const expectations = [built, heldOut, later, unseen, everyday, further].flatMap((groups) =>
  Object.values(groups).flat(),
);
const messages = expectations.filter(({ after }) => after.length === 0).map(({ say }) => say);
const reader = { timeZone: 'Europe/Berlin', locale: 'en-US', now: new Date('2026-11-24T13:00:00Z') };

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Measures the messages, and prints their percentiles and the slowest of them. */
function report(what: string, times: (readonly [ms: number, message: string])[], goal: number): boolean {
  const sorted = [...times].sort(([a], [b]) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]![0];
  const isMet = at(0.95) <= goal;
  const values = `p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, longest ${at(1).toFixed(1)} ms`;
  print(`${what}: ${values}; p95 at most ${goal} ms: ${isMet ? 'met' : 'MISSED'}`);
  for (const [ms, message] of sorted.slice(-8).reverse()) print(`    ${ms.toFixed(1)} ms  ${message.slice(0, 80)}`);
  return isMet;
}

async function responses(): Promise<boolean> {
  const backend = await startBackend();
  try {
    const ada = await backend.register(reader.timeZone);
    await loadTasks(backend.database.ownerUrl, [{ ownerId: ada.userId, count: size }], () => undefined);
    const owner = new pg.Client(backend.database.ownerUrl);
    await owner.connect();
    await owner.query('update task set completed_at = null');
    await owner.query('vacuum (analyze) task');
    await owner.end();
    for (const { title } of world) await ada.post('/api/tasks', { title });
    const times: [number, string][] = [];
    for (const round of [0, 1]) {
      for (const message of messages) {
        const start = performance.now();
        const { status, body } = await ada.post('/api/chat', { message });
        if (status !== 200) throw new Error(`"${message}" was answered ${status}: ${JSON.stringify(body)}`);
        if (round > 0) times.push([performance.now() - start, message]);
      }
    }
    return report(`A message, with ${size.toLocaleString('en')} open tasks`, times, respondsWithin);
  } finally {
    await backend.stop();
  }
}

/** Reads 10 kB that begin like each message and go on with it, with its words, or with what has no end. */
function longTexts(): boolean {
  const longest = 10 * 1024;
  const times = messages.flatMap((message) => {
    const [first = ''] = message.split(' ', 1);
    return [`${message} `, `${first} `, first, `${message}, `, `${message}\n`].map((part) => {
      const text = `${message} ${part.repeat(Math.ceil(longest / part.length))}`.slice(0, longest);
      const start = performance.now();
      parseCommand(text, reader, true);
      return [performance.now() - start, JSON.stringify(text)] as const;
    });
  });
  return report('10 kB of anything', times, readsWithin);
}

print(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`);
await mochaGlobalSetup();
try {
  const met = [await responses(), longTexts()];
  process.exitCode = met.every(Boolean) ? 0 : 1;
} finally {
  await mochaGlobalTeardown();
}
