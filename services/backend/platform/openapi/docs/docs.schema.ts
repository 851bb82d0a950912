import type { JsonSchema } from '../json-schema.ts';
import { type Html, html, inline } from './html.ts';

export function schemaSection(name: string, schema: JsonSchema): Html {
  return html`<article id="schema-${name}">
<h3><a href="#schema-${name}">${name}</a></h3>
${schemaTable(schema) ?? html`<p>${typeOf(schema)}</p>`}
</article>
`;
}

/** A table of the fields of an object schema. */
export function schemaTable(schema: JsonSchema): Html | undefined {
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined;
  if (!properties) return undefined;
  const required = new Set(schema['required'] as string[] | undefined);
  return html`<table>${Object.entries(properties).map(([name, field]) => {
    const description = field['description'];
    return html`<tr><th scope="row"><code>${name}</code>${required.has(name) ? undefined : html` <small>optional</small>`}</th>
<td>${typeOf(field)}${typeof description === 'string' ? html`<br>${inline(description)}` : undefined}</td></tr>`;
  })}</table>`;
}

/** A schema in one line: its type and its limits. */
export function typeOf(schema: JsonSchema): Html {
  const { $ref, const: constant, enum: values, type, items } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  for (const [key, separator] of combinations) {
    const parts = schema[key] as JsonSchema[] | undefined;
    if (parts) return html`${parts.map((part, index) => html`${index ? separator : ''}${typeOf(part)}`)}`;
  }
  if (constant !== undefined) return html`<code>${JSON.stringify(constant)}</code>`;
  if (Array.isArray(values)) {
    return html`${values.map((value, index) => html`${index ? ' | ' : ''}<code>${JSON.stringify(value)}</code>`)}${
      schema['default'] === undefined ? '' : ` (default ${JSON.stringify(schema['default'])})`
    }`;
  }
  if (type === 'array') return html`list${limitsOf(schema)} of ${typeOf((items as JsonSchema) ?? {})}`;
  if (type === 'object' && schema['properties']) return html`object${schemaTable(schema)}`;
  const name = Array.isArray(type) ? type.join(' | ') : typeof type === 'string' ? type : undefined;
  if (name === undefined) return schema['properties'] ? html`with${schemaTable(schema)}` : html`anything`;
  return html`${name}${limitsOf(schema)}`;
}

const combinations = [
  ['anyOf', ' | '],
  ['oneOf', ' | '],
  ['allOf', ' and '],
] as const;

/** The format, range, length and default of a schema, in parentheses. */
function limitsOf(schema: JsonSchema): string {
  const { format, default: defaultValue } = schema;
  const limits = [
    ...(typeof format === 'string' ? [format] : []),
    ...range(schema['minimum'], schema['maximum'], ''),
    ...range(schema['minLength'], schema['maxLength'], ' characters'),
    ...range(schema['minItems'], schema['maxItems'], ''),
    ...(defaultValue === undefined ? [] : [`default ${JSON.stringify(defaultValue)}`]),
  ];
  return limits.length ? ` (${limits.join(', ')})` : '';
}

function range(least: unknown, most: unknown, unit: string): string[] {
  const bounded = (value: unknown) => typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  if (bounded(least) && bounded(most)) return [`${least} to ${most}${unit}`];
  if (bounded(least)) return [`at least ${least}${unit}`];
  return bounded(most) ? [`at most ${most}${unit}`] : [];
}
