import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** Converts zod schemas to JSON Schema, and collects those with an `id` in their metadata as components. */
export class Schemas {
  components: Record<string, JsonSchema> = {};

  /** @param io `input` for what a client sends, `output` for what it receives */
  convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const text = JSON.stringify(z.toJSONSchema(schema, { io }));
    const { $schema, $defs, ...json } = JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/'));
    this.components = { ...$defs, ...this.components };
    return json;
  }
}
