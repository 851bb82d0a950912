import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { type Utterance, utterances, world } from '../../../tests/support/backend/utterances.ts';
import { useClient } from '../../../tests/support/use-client.ts';
import { createUnitOfWork } from '../platform/unit-of-work.ts';
import { todoTools } from '../tools/todo-tools.ts';
import { respondInTransaction } from './chat.service.ts';
import { parserResponder } from './parser/parser.responder.ts';

/** In Tokyo it is the next day already. */
const now = new Date('2026-11-24T23:30:00Z');
const count = Object.values(utterances).flat().length;

for (const timeZone of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
  describe(`what people say in ${timeZone}`, () => {
    const bot = { respond: parserResponder, tools: todoTools(true) };
    const rollback = new Error('nothing of it stays');
    const backend = useBackend({ clock: { now: new Date(now.getTime() - 60_000) } });
    const ada = useClient(backend, timeZone);
    let titles: Map<string, string>;

    before(async () => {
      titles = new Map();
      for (const task of world) {
        backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
        const { completed, ...fields } = { completed: false, ...task };
        const { status, body } = await ada.post('/api/tasks', resolve(fields));
        assert.equal(status, 201, JSON.stringify(body));
        if (completed) await ada.post(`/api/tasks/${body.id}/complete`);
        titles.set(body.id, body.title);
      }
    });

    /** The tool calls for the last of these messages, and the reply; in a transaction that comes to nothing. */
    async function converse({ say, after = [] }: Utterance) {
      const context = { actor: 'chat' as const, now, eventsEnabled: true };
      const owner = { id: ada.userId, timeZone, locale: 'en-US' };
      let answered: Awaited<ReturnType<typeof respondInTransaction>> | undefined;
      await assert.rejects(
        createUnitOfWork(backend.orm).transactional(async (tx) => {
          for (const message of [...after, say]) {
            const { conversationId } = answered ?? {};
            answered = await respondInTransaction(tx, context, owner, bot, { message, conversationId });
          }
          throw rollback;
        }),
        (error) => error === rollback || assert.fail(`"${say}": ${error}`),
      );
      return answered!;
    }

    /** What the data writes for short, in terms of this person's calendar and clock. */
    function resolve(value: unknown, key = ''): unknown {
      if (Array.isArray(value)) return value.map((item) => resolve(item));
      if (typeof value === 'string') {
        return ['since', 'until', 'dueBefore', 'dueAfter'].includes(key) && / |^now/.test(value)
          ? instant(value)
          : value;
      }
      if (typeof value !== 'object' || value === null) return value;
      if ('date' in value && 'time' in value) {
        return { date: day(value.date as string, value.time as string | null).toString(), time: value.time, timeZone };
      }
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner, name)]));
    }

    const here = () => Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);

    function instant(text: string): string {
      const minutes = /^now\+(\d+)$/.exec(text)?.[1];
      if (minutes)
        return here()
          .add({ minutes: Number(minutes) })
          .round('minute')
          .toInstant()
          .toString();
      const [, date, plainTime] = /^(.*) (\d\d:\d\d)$/.exec(text)!;
      return day(date!).toZonedDateTime({ timeZone, plainTime: plainTime! }).toInstant().toString();
    }

    function day(text: string, time: string | null = null): Temporal.PlainDate {
      const today = here().toPlainDate();
      const [, base = '', days = '0'] = /^(.*?)([+-]\d+)?$/.exec(text) ?? [];
      if (/^\d{4}-/.test(text)) return Temporal.PlainDate.from(text);
      const from = () => {
        if (base === 'today') return today;
        if (base === 'monday') return today.subtract({ days: today.dayOfWeek - 1 });
        if (base === 'next') {
          return Temporal.PlainTime.compare(time!, here().toPlainTime()) > 0 ? today : today.add({ days: 1 });
        }
        const [number, month] = base.split(' ');
        const isIt = (date: Temporal.PlainDate) => {
          const names = date.toLocaleString('en', { weekday: 'short' }).toLowerCase();
          if (base === 'weekday') return date.dayOfWeek <= 5;
          if (/^\d+th$/.test(base)) return date.day === Number.parseInt(base, 10);
          if (month) return date.day === Number(number) && date.toLocaleString('en', { month: 'short' }) === month;
          return names === base;
        };
        let date = base === 'weekday' ? today : today.add({ days: 1 });
        for (let tries = 0; !isIt(date); tries += 1) {
          assert.ok(tries < 400, `What day is "${text}"?`);
          date = date.add({ days: 1 });
        }
        return date;
      };
      return from().add({ days: Number(days) });
    }

    function named(args: Record<string, unknown>): unknown {
      const { id, limit, ...others } = args;
      if (limit !== undefined && limit !== 10) return { ...args };
      return { ...(id ? { id: titles.get(id as string) } : {}), ...others };
    }

    for (const [group, table] of Object.entries(utterances)) {
      it(`are understood: ${group}`, async () => {
        const wrong: unknown[] = [];
        for (const utterance of table) {
          const { actions, reply } = await converse(utterance);
          const calls = actions.map(({ tool, arguments: args }) => ({ [tool]: named(args) }));
          const expected = resolve(utterance.calls);
          try {
            assert.deepEqual(calls, expected);
            assert.ok(reply.includes(utterance.reply ?? ''), reply);
          } catch {
            wrong.push({ say: utterance.say, calls, expected, reply });
          }
        }
        assert.equal(wrong.length, 0, `${wrong.length} of ${table.length}:\n${JSON.stringify(wrong, null, 1)}`);
      });
    }
  });
}

describe('the table of what people say', () => {
  it('is long enough to mean something', () => assert.ok(count >= 150, `${count}`));
});
