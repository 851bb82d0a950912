import { Temporal } from 'temporal-polyfill';
import type { Reader } from '../../../../../shared/language/reader.ts';
import type { SlotValues } from '../grammar/slots.ts';
import type { Period } from '../objects/period.parser.ts';
import type { Command } from './command.ts';
import { type Production, productions } from './production.ts';

interface During {
  when?: SlotValues['period'];
}
type Meaning = (bindings: During, reader: Reader) => Command;

function activity(actions?: string[], isCount?: true): Meaning {
  return ({ when }, reader) => ({
    do: 'activity',
    ...(when?.from ? { since: past(when.from, when, reader) } : {}),
    ...(when?.to ? { until: past(when.to, when, reader) } : {}),
    period: when?.said ?? '',
    ...(actions ? { actions } : {}),
    ...(isCount ? { isCount } : {}),
  });
}

/** "On monday" is the last one, where the next one is meant elsewhere. */
function past(instant: string, { from }: Period, { now, timeZone }: Reader): string {
  if (!from || Date.parse(from) <= now.getTime()) return instant;
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).subtract({ weeks: 1 }).toInstant().toString();
}

const whatDid = 'what|which all|tasks|things? did|have|was i|we|you already|just|actually|able_to?';
const completed =
  'accomplish|accomplished|achieve|achieved|finish|finished|complete|completed|tick_off|ticked_off|check_off|checked_off';
const places = 'to_my_tasks|on_my_tasks|in_my_tasks|to_my_list|on_my_list|in_my_list';
const during = 'for|from|of|on? <when:period>';

/** Both with a period and without. */
const atAnyTime = (text: string, meaning: Meaning): Production[] => [
  [text, meaning],
  [`${text} ${during}`, meaning],
];

/** "What did I do today?" Without a period, "what have I done already?" asks for completed tasks instead. */
export const activities = productions([
  ...atAnyTime(`${whatDid} do`, activity()),
  [`${whatDid} done ${during}`, activity()],
  [`${whatDid} get_done|got_done ${during}`, activity(['completed'])],
  [`what was|has_been done ${during}`, activity()],
  ...[
    { verbs: completed, actions: ['completed'] },
    { verbs: 'add|added', actions: ['created'] },
    { verbs: 'change|changed', actions: ['updated'] },
    { verbs: 'delete|deleted', actions: ['deleted'] },
  ].flatMap(({ verbs, actions }) => [
    ...atAnyTime(`${whatDid} ${verbs} ${places}?`, activity(actions)),
    ...atAnyTime(`what was|has_been ${verbs}`, activity(actions)),
  ]),
  ...atAnyTime(`what happened|changed|has_changed ${places}?`, activity()),
  ...atAnyTime('show|show_me? the|my? activity|history', activity()),
  [`how_many tasks|things|todos? did|have i do|done|get_done|${completed} ${during}`, activity(['completed'], true)],
]);
