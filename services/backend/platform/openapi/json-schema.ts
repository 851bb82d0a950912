import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** `input` is what a client sends, `output` what it is answered. */
export type Direction = 'input' | 'output';

/** Turns the schemas that validate into JSON Schema; those with a name become components, referred to by it. */
export class Schemas {
  readonly components: Record<string, JsonSchema> = {};
  readonly #names: Map<z.ZodType, string>;

  constructor(named: Record<string, z.ZodType>) {
    this.#names = new Map(Object.entries(named).map(([name, schema]) => [schema, name]));
  }

  convert(schema: z.ZodType, io: Direction): JsonSchema {
    const name = this.#names.get(schema);
    if (name === undefined) return this.#convert(schema, io);
    this.components[name] ??= this.#convert(schema, io);
    return { $ref: `#/components/schemas/${name}` };
  }

  #convert(schema: z.ZodType, io: Direction): JsonSchema {
    const { $schema, ...json } = z.toJSONSchema(schema, {
      io,
      override: ({ zodSchema, jsonSchema }) => {
        const inner = zodSchema as unknown as z.ZodType;
        if (inner === schema || !this.#names.has(inner)) return;
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
        Object.assign(jsonSchema, this.convert(inner, io));
      },
    });
    return json;
  }
}
