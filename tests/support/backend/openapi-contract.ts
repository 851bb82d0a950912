import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Context } from 'koa';
import type { DescribedOperation, OpenApiDocument } from '../../../services/backend/platform/openapi/document.ts';

export type Contract = (ctx: Context, body: unknown) => string | undefined;

/** Returns a function that compares a response with the document: undefined where it conforms, otherwise the difference. */
export function contractOf(document: OpenApiDocument): Contract {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  ajv.addFormat('jwt', true);
  ajv.addSchema(document, 'document');
  const operationOf = operations(document);
  return (ctx, body) => {
    const operation = operationOf(ctx.method === 'HEAD' ? 'get' : ctx.method.toLowerCase(), ctx.path);
    if (!operation) return undocumented(ctx);
    const response = operation.described.responses[ctx.status];
    if (!response) return `${operation.described.operationId} has no such status`;
    for (const [name, { required, schema }] of Object.entries(response.headers ?? {})) {
      const [value] = [ctx.response.get(name) as string | string[]].flat();
      if (!value && required) return `the header ${name} is missing`;
      if (value && !ajv.validate(schema, schema['type'] === 'integer' ? Number(value) : value)) {
        return `the header ${name} is ${value}`;
      }
    }
    const type = ctx.response.type;
    const mediaTypes = Object.keys(response.content ?? {});
    if (mediaTypes.length === 0) return body == null ? undefined : 'a body where none is documented';
    if (!mediaTypes.includes(type)) return `${type || 'no body'} where ${mediaTypes.join(' or ')} is documented`;
    const pointer = `${operation.pointer}/responses/${ctx.status}/content/${pointerToken(type)}/schema`;
    const validate = ajv.getSchema(`document${pointer}`) ?? missing(pointer);
    const sent = /json$/.test(type) ? asSent(body) : body;
    return validate(sent) ? undefined : `${JSON.stringify(validate.errors)} in ${JSON.stringify(sent)}`;
  };
}

/** A response without an operation must be a problem, or the methods of an address. */
function undocumented({ method, status, response }: Context): string | undefined {
  if (method === 'OPTIONS' && status === 204) return undefined;
  const refused = [400, 404, 405, 413, 415].includes(status) && response.type === 'application/problem+json';
  return refused ? undefined : 'there is no such operation';
}

interface Found {
  described: DescribedOperation;
  pointer: string;
}

function operations(document: OpenApiDocument): (method: string, path: string) => Found | undefined {
  const items = Object.entries(document.paths).map(([path, methods]) => ({
    path,
    methods,
    literal: !path.includes('{'),
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
  }));
  // `/tasks/batch` is not the task whose id is "batch".
  items.sort((a, b) => Number(b.literal) - Number(a.literal));
  return (method, actual) => {
    const item = items.find(({ pattern }) => pattern.test(actual));
    const described = item?.methods[method];
    return described && { described, pointer: `#/paths/${pointerToken(item.path)}/${method}` };
  };
}

/** JSON that is a text already was streamed. */
function asSent(body: unknown): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : JSON.stringify(body));
  } catch {
    return undefined;
  }
}

function missing(pointer: string): never {
  throw new Error(`The document has no ${pointer}.`);
}

/** RFC 6901, sections 3 and 6: a JSON Pointer's token in a URI fragment. */
function pointerToken(token: string): string {
  return encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'));
}
