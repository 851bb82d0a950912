import { z } from 'zod';
import { NotFound } from '../../../shared/http/problem.ts';
import type { ChatTurn } from './chat.responder.ts';

/** Only a plain yes or no matches: "yes, but not the second" is neither. */
const confirmations: readonly [RegExp, 'yes' | 'no'][] = [
  [
    /^(?:y|yes|yep|yeah|yup|sure|ok|okay|confirm(?:ed)?|do\s+(?:it|that)|go\s+ahead|yes,?\s+(?:do\s+it|delete\s+(?:it|them)|go\s+ahead|both|all))$/i,
    'yes',
  ],
  [
    /^(?:n|no|nope|nah|cancel|cancel\s+that|never\s?mind|stop|don['’]?t|no,?\s+(?:don['’]?t|keep\s+(?:it|them))|keep\s+(?:it|them)|forget\s+it)$/i,
    'no',
  ],
];

/** @returns undefined where the message is neither a plain yes nor a plain no */
export function parseConfirmation(message: string): 'yes' | 'no' | undefined {
  const text = message
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/,?\s+(?:please|thanks|thank\s+you)$/i, '');
  return confirmations.find(([pattern]) => pattern.test(text))?.[1];
}

const deletion = z.object({ deleted: z.object({ title: z.string() }) });

/** Deletes the tasks whose deletion the user has confirmed, and yields each; tasks that are gone already are skipped. */
export async function* deleteConfirmed(turn: ChatTurn, ids: readonly string[]): AsyncGenerator<{ title: string }> {
  for (const id of ids) {
    try {
      yield deletion.parse(await turn.call('delete', { id, confirm: true })).deleted;
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
}
