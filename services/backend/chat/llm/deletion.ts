import { z } from 'zod';
import { NotFound } from '../../../../shared/http/problem.ts';
import type { Turn } from '../chat.responder.ts';
import { consentIn } from '../confirmation.ts';
import type { Done } from './change.summary.ts';

const deletedTask = z.object({ deleted: z.object({ title: z.string() }) });

/**
 * Deletes what the message before asked about, if this one is a plain yes. No model has a say in it.
 * @returns nothing where there was no such question, or its answer is neither yes nor no
 */
export async function answerConsent(turn: Turn, done: Done): Promise<string | undefined> {
  const { question } = turn.memory;
  if (question?.kind !== 'delete') return undefined;
  const consent = consentIn(turn.message);
  if (consent === 'no') return 'All right, nothing was deleted.';
  return consent && deleteAll(turn, question.ids, done);
}

async function deleteAll(turn: Turn, ids: readonly string[], done: Done): Promise<string> {
  const deleted: string[] = [];
  for (const id of ids) {
    try {
      const { deleted: task } = deletedTask.parse(await turn.call('delete', { id, confirm: true }));
      done.note('delete', task);
      deleted.push(`"${task.title}"`);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
  return deleted.length ? `Deleted ${deleted.join(', ')}.` : 'It is gone already.';
}
