import { Ajv, type ErrorObject } from 'ajv';
import type { CrdSchema } from './crd.modules.ts';

type Validate = (resource: unknown) => string[];

/** Returns a function that lists what the API server would refuse or drop of a resource, except rules in CEL. */
export function crdValidator(schema: CrdSchema): Validate {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false, code: { regExp } });
  const validate = ajv.compile(closed(schema) as object);
  return (resource) => (validate(resource) ? [] : (validate.errors ?? []).map(inWords));
}

/** Kubernetes drops fields that a schema does not name, so a misspelt one would be lost in silence. Here it is an error. */
function closed(value: unknown, place: 'schema' | 'properties' = 'schema'): unknown {
  if (Array.isArray(value)) return value.map((item) => closed(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (place === 'properties') return Object.fromEntries(entries.map(([name, schema]) => [name, closed(schema)]));
  const schema: CrdSchema = {};
  for (const [key, child] of entries) {
    if (key === 'properties') schema[key] = closed(child, 'properties');
    else if (['items', 'additionalProperties', 'anyOf', 'allOf', 'oneOf', 'not'].includes(key))
      schema[key] = closed(child);
    else if (!key.startsWith('x-kubernetes-')) schema[key] = child;
  }
  const given = value as CrdSchema;
  if (given['x-kubernetes-int-or-string']) schema['type'] = ['integer', 'string'];
  const open = given['x-kubernetes-preserve-unknown-fields'] || given['x-kubernetes-embedded-resource'];
  if (given['type'] === 'object' && given['properties'] && !given['additionalProperties'] && !open)
    schema['additionalProperties'] = false;
  return schema;
}

/** Go writes the flag for any case into the expression. */
function regExp(pattern: string, flags: string): RegExp {
  return pattern.includes('(?i)') ? new RegExp(pattern.replace('(?i)', ''), `${flags}i`) : new RegExp(pattern, flags);
}
// Ajv writes this into code that it generates for other processes, which there are none of.
regExp.code = 'undefined';

function inWords({ instancePath, message, params }: ErrorObject): string {
  const { additionalProperty } = params;
  return `${instancePath || '/'} ${message}${additionalProperty ? `: ${additionalProperty}` : ''}`;
}
