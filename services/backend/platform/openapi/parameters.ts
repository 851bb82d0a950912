import { z } from 'zod';
import { idempotencyKey } from '../idempotency/idempotent.ts';
import type { JsonSchema, Schemas } from './json-schema.ts';
import type { RequestHeader, Route } from './route.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

/** Path, query and header parameters. */
export function parametersOf({ path, parameters, query, headers = [] }: Route, schemas: Schemas): Parameter[] {
  return [
    ...Array.from(path.matchAll(/:(\w+)/g), ([, name = '']) => ({
      name,
      in: 'path' as const,
      required: true,
      schema: schemas.convert(parameters?.[name] ?? z.uuid(), 'input'),
    })),
    ...(query ? queryParameters(query, schemas) : []),
    ...headers.map((name) => {
      const { schema, description } = requestHeaders[name];
      return { name, in: 'header' as const, required: false, description, schema: schemas.convert(schema, 'input') };
    }),
  ];
}

function queryParameters(query: z.ZodObject, schemas: Schemas): Parameter[] {
  const { properties } = schemas.convert(query, 'input') as { properties: Record<string, JsonSchema> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query' as const,
    required: !(query.shape[name] as z.ZodType).safeParse(undefined).success,
    schema,
    ...(typeof description === 'string' ? { description } : {}),
  }));
}

const requestHeaders: Record<RequestHeader, { description: string; schema: z.ZodType }> = {
  'If-Match': {
    description:
      'One or more ETags. The response is 412 if the present version is none of them. `*`, or no header, accepts any version.',
    schema: z.string().regex(/^(\*|(W\/)?"[!#-~]*"( *, *(W\/)?"[!#-~]*")*)$/),
  },
  'Idempotency-Key': {
    description:
      'Any text that you choose. For a day, the same request with the same key is not processed again and gets the same response.',
    schema: idempotencyKey,
  },
};
