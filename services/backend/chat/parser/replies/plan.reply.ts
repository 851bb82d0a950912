import { dueInWords } from '../../../../../shared/language/format/due.format.ts';
import { wallClock } from '../../../../../shared/language/wall-clock.ts';
import { orderOfDay } from '../../../tools/plan.tool.ts';
import { type ChatTurn, type Reply, readerOf } from '../../chat.responder.ts';
import type { TaskCommand } from '../commands/command.ts';
import { numberedLines, withDetails } from './reply.text.ts';
import { propose } from './step.run.ts';
import { stepFor } from './step.ts';

/** A day holds at most this many tasks; the rest is for the next day. */
const mostInDay = 8;

/** A plan reads at most this many overdue tasks, and as many that are due today. */
const most = 50;

async function orderOfToday(turn: ChatTurn): Promise<ReturnType<typeof orderOfDay>> {
  const tasks = (status: string) => turn.tasks.matching({ status, sort: 'due' }, most);
  return orderOfDay(await tasks('overdue'), await tasks('today'));
}

/**
 * "Plan my day": shows an order of the tasks for today, and proposes to move the overdue ones to today, and those that are too many
 * to tomorrow.
 */
export async function answerPlan(turn: ChatTurn): Promise<Reply> {
  const reader = readerOf(turn);
  const { overdue, today } = await orderOfToday(turn);
  const all = [...overdue, ...today];
  const planned = all.slice(0, mostInDay);
  if (planned.length === 0)
    return { text: 'Nothing is due today, and nothing is overdue. Say "what should I do first?" for the rest.' };
  const ids = planned.map(({ id }) => id);
  const order = `I would do these today, in this order:\n${numberedLines(planned, reader)}`;
  const shown = { shown: ids, about: ids, more: null, set: { ids } };
  const now = wallClock(turn.owner.timeZone, turn.now).toPlainDate();
  const moved = (date: string): TaskCommand => ({ do: 'update', which: { by: 'it' }, change: { due: { date } } });
  const steps = [
    ...planned.filter((task) => overdue.includes(task)).map((task) => stepFor(turn, moved(now.toString()), task)),
    ...all.slice(mostInDay).map((task) => stepFor(turn, moved(now.add({ days: 1 }).toString()), task)),
  ];
  if (steps.length === 0) return { text: order, memory: shown };
  const rest = all.length > mostInDay ? ', and move the rest to tomorrow' : '';
  const reply = propose(turn, steps, `${order}\n\nShall I move what is overdue to today${rest}?`);
  return { ...reply, memory: { ...reply.memory, ...shown } };
}

/** "What should I do first?" */
export async function answerFirst(turn: ChatTurn): Promise<Reply> {
  const { overdue, today } = await orderOfToday(turn);
  const first = overdue[0] ?? today[0] ?? (await turn.tasks.matching({ status: 'open', sort: 'priority' }, 1))[0];
  if (!first) return { text: 'Nothing is open.' };
  const why = overdue.length > 0 ? ' It is overdue.' : today.length > 0 ? '' : ' Nothing is due today.';
  return { text: `First: ${withDetails(first, readerOf(turn))}.${why}`, memory: { about: [first.id] } };
}

/** "What's next?": the open task with the next due from now on. */
export async function answerNext(turn: ChatTurn): Promise<Reply> {
  const reader = readerOf(turn);
  const [next] = await turn.tasks.matching({ status: 'open', dueAfter: turn.now.toISOString(), sort: 'due' }, 1);
  if (!next) return answerFirst(turn);
  return { text: `Next: "${next.title}", due ${dueInWords(next.due!, reader)}.`, memory: { about: [next.id] } };
}
