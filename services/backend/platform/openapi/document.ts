import { sessionCookie } from '../../../../shared/auth/credentials.ts';
import { problem } from '../../../../shared/http/problem.schema.ts';
import { type JsonSchema, Schemas } from './json-schema.ts';
import type { Feature, Operation } from './operation.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { type Content, type DescribedResponse, responsesOf } from './responses.ts';

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string; license: JsonSchema };
  servers: JsonSchema[];
  tags: { name: string; description: string }[];
  security: JsonSchema[];
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: JsonSchema };
}

export interface DescribedOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: [string];
  security?: JsonSchema[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, DescribedResponse>;
}

/** OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.1.html */
export function describeApi(
  about: Pick<OpenApiDocument, 'info' | 'tags'>,
  features: readonly Feature[],
): OpenApiDocument {
  const schemas = new Schemas(Object.assign({ Problem: problem }, ...features.map((feature) => feature.schemas)));
  const operations = features.flatMap((feature) => feature.operations);
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation, schemas) };
  }
  return {
    openapi: '3.1.1',
    ...about,
    servers: [{ url: '/', description: 'This server' }],
    tags: about.tags.filter(({ name }) => operations.some(({ tag }) => tag === name)),
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The `token` of register or login.',
        },
        session: {
          ...{ type: 'apiKey', in: 'cookie', name: sessionCookie },
          description: 'Set by register and login, for pages. A write with it needs an `Origin` that is our own.',
        },
      },
    },
  };
}

function describeOperation(operation: Operation, schemas: Schemas): DescribedOperation {
  const { operationId, summary, description, tag, open, body } = operation;
  return {
    ...{ operationId, summary, tags: [tag] },
    ...(description ? { description } : {}),
    ...(open ? { security: [] } : {}),
    parameters: parametersOf(operation, schemas),
    ...(body ? { requestBody: requestBody(body, schemas) } : {}),
    responses: responsesOf(operation, schemas),
  };
}

function requestBody({ schema, examples }: NonNullable<Operation['body']>, schemas: Schemas) {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return {
    required: !schema.safeParse({}).success,
    content: {
      'application/json': { schema: schemas.convert(schema, 'input'), examples: Object.fromEntries(named) },
    },
  };
}
