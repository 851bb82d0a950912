import { z } from 'zod';
import { idempotencyKey } from '../idempotency/idempotent.ts';
import type { JsonSchema, Schemas } from './json-schema.ts';
import type { Operation, RequestHeader } from './operation.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

/** Path, query and header parameters. */
export function parametersOf({ path, query, headers = [] }: Operation, schemas: Schemas): Parameter[] {
  return [
    ...Array.from(path.matchAll(/:(\w+)/g), ([, name = '']) => ({
      ...{ name, in: 'path' as const, required: true, schema: schemas.convert(z.uuid(), 'input') },
    })),
    ...(query ? queryParameters(query, schemas) : []),
    ...headers.map((name) => {
      const { schema, ...told } = requestHeaders[name];
      return { name, in: 'header' as const, required: false, ...told, schema: schemas.convert(schema, 'input') };
    }),
  ];
}

function queryParameters(query: z.ZodObject, schemas: Schemas): Parameter[] {
  const { properties } = schemas.convert(query, 'input') as { properties: Record<string, JsonSchema> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    ...{ name, in: 'query' as const, required: !(query.shape[name] as z.ZodType).safeParse(undefined).success, schema },
    ...(typeof description === 'string' ? { description } : {}),
  }));
}

const requestHeaders: Record<RequestHeader, { description: string; schema: z.ZodType }> = {
  'If-Match': {
    description: 'The `ETag` that was read: another version since is answered 412. `*`, or none: any.',
    schema: z.string().regex(/^(\*|"\d{1,9}")$/),
  },
  'Idempotency-Key': {
    description:
      'Any text of your own. The same request with the same key is done once, and has the same answer for a day.',
    schema: idempotencyKey,
  },
};
