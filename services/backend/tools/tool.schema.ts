import { z } from 'zod';
import type { Tool } from './tool.ts';

/**
 * Returns the arguments of a tool as JSON Schema that all models and clients accept. Gemini refuses a whole request for a
 * `format` such as `uuid` or for a constant number, and some validators refuse an unknown `format`.
 */
export function toolSchema(input: Tool['input']) {
  return z.toJSONSchema(input, {
    io: 'input',
    override: ({ jsonSchema: schema }) => {
      if (schema.format && schema.pattern) {
        schema.description ??= `Format: ${schema.format}.`;
        delete schema.format;
      }
      if (typeof schema.const === 'number') {
        schema.minimum = schema.maximum = schema.const;
        delete schema.const;
      }
    },
  });
}
