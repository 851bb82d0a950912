import type { Reader } from '../../../../../shared/language/reader.ts';
import { parsePeriod } from '../objects/period.parser.ts';
import type { Command } from './command.ts';

const doneBy =
  /^(?:(?<count>how\s+many)(?:\s+(?:tasks|things|todos))?\s+(?:did|have)\s+i\s+(?<counted>do|done|finish(?:ed)?|complete[d]?)|what\s+(?:all\s+)?(?:did|have)\s+(?:i|we|you)\s+(?:already\s+|just\s+|actually\s+)?(?<what>accomplish(?:ed)?|achieve[d]?|tick(?:ed)?\s+off|check(?:ed)?\s+off|do|done|get\s+done|got\s+done|finish(?:ed)?|complete[d]?|add(?:ed)?|change[d]?|delete[d]?)|what\s+(?:was|has\s+been)\s+(?<was>done|finished|completed|added|changed|deleted)|what\s+(?:happened|changed|has\s+changed)|(?:show\s+(?:me\s+)?)?(?:the\s+|my\s+)?(?:activity|history))(?:\s+(?:to|on|in)\s+my\s+(?:tasks|list))?(?:\s+(?<when>.+))?$/is;
const actionsByVerb: Record<string, string[]> = {
  finish: ['completed'],
  accomplish: ['completed'],
  achieve: ['completed'],
  'tick off': ['completed'],
  'ticked off': ['completed'],
  'check off': ['completed'],
  'checked off': ['completed'],
  complete: ['completed'],
  'get done': ['completed'],
  'got done': ['completed'],
  add: ['created'],
  change: ['updated'],
  delete: ['deleted'],
};

/** "What did I do today?" */
export function parseActivity(text: string, reader: Reader): Command | undefined {
  const found = doneBy.exec(text)?.groups;
  if (!found) return undefined;
  const when = found['when']
    ?.trim()
    .replace(/^(?:for|from|of|on)\s+/i, '')
    .toLowerCase();
  const period = when ? parsePeriod(when, reader) : {};
  // "How many have I completed?" and "what have I done already?" ask for tasks without a period.
  if (!period || (!when && (found['count'] || /\bdone$/i.test(text)))) return undefined;
  const verb = (found['counted'] ?? found['what'] ?? found['was'] ?? '')
    .toLowerCase()
    .replace(/(?<!one)(?:ed|d)$/, '')
    .replace(/^(complet|chang|delet|achiev)$/, '$1e')
    .replace(/\s+/g, ' ');
  const actions = found['count'] ? ['completed'] : actionsByVerb[verb];
  return {
    do: 'activity',
    ...(period.from ? { since: period.from } : {}),
    ...(period.to ? { until: period.to } : {}),
    period: when ?? '',
    ...(actions ? { actions } : {}),
    ...(found['count'] ? { isCount: true as const } : {}),
  };
}
