import { v7 as uuidv7 } from 'uuid';
import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import { NotFound } from '../../../../../shared/http/problem.ts';
import { instantInWords } from '../../../../../shared/language/format/due.format.ts';
import { recurrenceInWords } from '../../../../../shared/language/format/recurrence.format.ts';
import { taskPresenter } from '../../../tasks/task.presenter.ts';
import { type ChatTurn, type Reply, readerOf } from '../../chat.responder.ts';
import type { ProposedStep } from '../../memory.ts';
import { maxListed } from './list.reply.ts';
import { lineOf, type PresentedTask, quoted } from './reply.text.ts';
import { type Call, changesInWords, differences, type Step } from './step.ts';

/** Runs the steps, and describes what has changed in each task. */
export async function runSteps(turn: ChatTurn, steps: readonly Step[]): Promise<Reply> {
  const lines: string[] = [];
  for (const step of steps) lines.push('tool' in step ? await runStep(turn, step) : step.note);
  return { text: lines.join('\n'), memory: { about: steps.map(({ task }) => task.id) } };
}

async function runStep(turn: ChatTurn, { task, tool, arguments: args }: Call): Promise<string> {
  return doneInWords(turn, tool, args, task, await turn.call(tool, args));
}

function doneInWords(
  turn: ChatTurn,
  tool: string,
  args: Record<string, unknown>,
  before: PresentedTask,
  result: unknown,
): string {
  const reader = readerOf(turn);
  const after = result as PresentedTask;
  switch (tool) {
    case 'complete': {
      const again = after.recurrence ? ` It comes again: ${recurrenceInWords(after.recurrence, reader.locale)}.` : '';
      return `Done: ${quoted(after)}.${again}`;
    }
    case 'reopen':
      return `Open again: ${quoted(after)}.`;
    case 'delete':
      return `Deleted: ${quoted(before)}.`;
    case 'snooze':
      return `Snoozed: ${quoted(before)}. I will remind you ${instantInWords(new Date(args['until'] as string), reader)}.`;
    case 'move': {
      const changes = changesInWords(differences(before, after), turn);
      return `Moved ${quoted(before)}${changes ? `: ${changes}` : ''}.`;
    }
    default: {
      const verb = tool === 'skip' ? 'Skipped' : 'Changed';
      return `${verb} ${quoted(before)}: ${changesInWords(differences(before, after), turn) || 'nothing'}.`;
    }
  }
}

const verbs: Record<string, string> = {
  complete: 'Complete',
  reopen: 'Reopen',
  delete: 'Delete',
  snooze: 'Snooze',
  skip: 'Skip',
  move: 'Move',
};

/** Asks before anything is done. The question names the changes, the number of tasks, and the old and new values. */
export function propose(turn: ChatTurn, steps: readonly Step[], introduction?: string): Reply {
  const calls = steps.filter((step) => 'tool' in step);
  const notes = steps.flatMap((step) => ('note' in step ? [step.note] : []));
  const ids = steps.map(({ task }) => task.id);
  if (calls.length === 0) return { text: notes.join('\n') || 'There is nothing to change.', memory: { about: ids } };
  const id = uuidv7();
  const present = taskPresenter(turn.eventsEnabled);
  const [first] = calls as [Call];
  const verb = calls.every(({ tool }) => tool === first.tool) ? (verbs[first.tool] ?? 'Change') : 'Change';
  const text =
    calls.length === 1 && !introduction
      ? `${verb} ${described(turn, first)}? Answer yes or no.`
      : `${introduction ?? `${verb} these ${calls.length} tasks?`} Answer yes or no.\n${proposalLines(turn, calls)}`;
  const open: ProposedStep[] = calls.map(({ task, tool, arguments: args }) => ({
    tool,
    arguments: args,
    title: task.title,
    version: task.version,
  }));
  return {
    text: [text, ...notes.slice(0, maxListed)].join('\n'),
    proposal: {
      id,
      actions: calls.map(({ task, tool, arguments: args, changes }) => ({
        tool,
        arguments: args,
        task: present(task),
        changes,
      })),
    },
    memory: {
      about: ids,
      question: { kind: 'proposal', id, steps: open },
      ...(calls.length > 1 ? { shown: calls.map(({ task }) => task.id), more: null, set: { ids } } : {}),
    },
  };
}

/** The old and new values of an update; no other tool has any to show beforehand. */
function proposedValues(turn: ChatTurn, { tool, changes }: Call): string {
  return tool === 'update' ? changesInWords(changes, turn) : '';
}

function described(turn: ChatTurn, call: Call): string {
  const values = proposedValues(turn, call);
  return values ? `${quoted(call.task)}: ${values}` : quoted(call.task);
}

function proposalLines(turn: ChatTurn, calls: readonly Call[]): string {
  const lines = calls.slice(0, maxListed).map((call, index) => {
    const values = proposedValues(turn, call);
    return values ? `${index + 1}. ${call.task.title}: ${values}` : lineOf(call.task, readerOf(turn), index + 1);
  });
  const more = calls.length - maxListed;
  return [...lines, ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n');
}

/** Runs the proposed steps, except for tasks that have changed since. */
export async function confirmProposal(turn: ChatTurn, steps: readonly ProposedStep[]): Promise<Reply> {
  const idOf = ({ arguments: args }: ProposedStep) => args['id'] as string;
  if (steps.some(({ arguments: args }) => 'listId' in args)) await turn.tasks.lists();
  await turn.tasks.byIds(steps.flatMap(({ arguments: args }) => (args['parentId'] as string) ?? []));
  const tasks = new Map((await turn.tasks.byIds(steps.map(idOf))).map((task) => [task.id, task]));
  const lines: string[] = [];
  for (const step of steps) {
    const task = tasks.get(idOf(step));
    lines.push(await confirmStep(turn, step, task));
  }
  return { text: lines.join('\n'), memory: { about: steps.map(idOf).filter((id) => tasks.has(id)) } };
}

async function confirmStep(turn: ChatTurn, step: ProposedStep, task: TaskSnapshot | undefined): Promise<string> {
  if (!task) return `${quoted(step)} is gone already.`;
  if (task.version !== step.version) return `${quoted(task)} was changed meanwhile, so I left it as it is.`;
  try {
    return doneInWords(turn, step.tool, step.arguments, task, await turn.call(step.tool, step.arguments));
  } catch (error) {
    if (error instanceof NotFound) return `${quoted(step)} is gone already.`;
    throw error;
  }
}
