import { longest } from './worst.texts.ts';

/** The parts of JSON Schema that the OpenAPI document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
  maximum?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}

export interface WorstOf {
  schemas: Record<string, Schema>;
  /** What texts are made of. */
  part: string;
  /** Ids that exist. The last one is for what deletes it. */
  ids: readonly string[];
  /** Which of several alternatives is taken. */
  turn: number;
  /** How many items a list has, if its schema allows as many. */
  items: number;
}

const formats: Record<string, string> = {
  'date-time': '2030-01-31T09:00:00Z',
  date: '2030-01-31',
  email: 'hostile@example.com',
};
/** What snoozes a task or ends a token has to be ahead, but not by years. */
const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
/** Fields whose rules are more than their schema says, so that the rest of the body gets as far as it can. */
const known: Record<string, unknown> = {
  timeZone: 'Europe/Berlin',
  locale: 'en-US',
  due: { date: '2030-01-31', time: '09:00', timeZone: 'Europe/Berlin' },
  recurrence: { frequency: 'monthly', interval: 1, monthDays: [31, -1] },
  reminders: [5, 10, 15, 20, 25].map((minutesBefore) => ({ minutesBefore })),
  quietHours: { from: '22:00', to: '07:00' },
  ...Object.fromEntries(['dueBefore', 'dueAfter', 'until', 'expiresAt'].map((name) => [name, inAMonth])),
  // These exclude other fields, or name what would have to be there or as it was.
  ...Object.fromEntries(['parentId', 'listId', 'after'].map((name) => [name, null])),
  ...Object.fromEntries(['versions', 'conversationId', 'confirm'].map((name) => [name, undefined])),
};

/** What a field has if its rules are known, and otherwise the value that its schema allows with the longest texts and the most items. */
export const worstField = (name: string, schema: Schema, of: WorstOf): unknown =>
  name in known ? known[name] : worstValue(schema, of);

/** The value that a schema allows with the longest texts and the most items. */
export function worstValue(schema: Schema, of: WorstOf): unknown {
  if (schema.$ref) return worstValue(of.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, of);
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.enum;
  if (alternatives) {
    const chosen = alternatives[of.turn % alternatives.length];
    return schema.enum ? chosen : worstValue(chosen as Schema, of);
  }
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => worstValue(part, of)));
  if (schema.const !== undefined) return schema.const;
  const type = Array.isArray(schema.type) ? schema.type[of.turn % schema.type.length] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, worstField(key, inner, of)]),
      );
    case 'array':
      return Array.from({ length: Math.min(schema.maxItems ?? of.items, of.items) }, (_, turn) =>
        worstValue(schema.items ?? {}, { ...of, turn, part: `${of.part}${turn}` }),
      );
    case 'string':
      if (schema.format === 'uuid') return of.ids[of.turn % Math.max(1, of.ids.length - 1)];
      if (schema.pattern?.includes(':')) return '09:00';
      return formats[schema.format ?? ''] ?? longest(of.part, schema.maxLength ?? 10_000);
    case 'integer':
    case 'number':
      return schema.maximum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return nested(20);
  }
}

/** JSON nested as deep as this. */
export function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: [value] };
  return value;
}
