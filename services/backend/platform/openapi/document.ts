import { sessionCookie } from '../../../../shared/auth/credentials.ts';
import type { ApiFeatures } from './common-problems.ts';
import { type JsonSchema, Schemas } from './json-schema.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { type Content, type DescribedResponse, responsesOf } from './responses.ts';
import type { RequestBody, Route } from './route.ts';

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string; license: JsonSchema };
  servers: JsonSchema[];
  tags: { name: string; description: string }[];
  security: JsonSchema[];
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: JsonSchema };
}

/** The description of the API as a whole. Tags without a route are left out of the document. */
export type ApiInfo = Pick<OpenApiDocument, 'info' | 'tags'>;

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

/** The OpenAPI 3.1 document of the routes, https://spec.openapis.org/oas/v3.1.1.html */
export function describeApi({ info, tags }: ApiInfo, routes: readonly Route[], features: ApiFeatures): OpenApiDocument {
  const schemas = new Schemas();
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeRoute(route, schemas, features) };
  }
  return {
    openapi: '3.1.1',
    info,
    servers: [{ url: '/', description: 'This server' }],
    tags: tags.filter(({ name }) => routes.some(({ tag }) => tag === name)),
    security: [...bySession, ...(features.hasApiTokens ? [{ apiToken: [] }] : [])],
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
        ...(features.hasApiTokens && { apiToken }),
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description:
            'Set by register and login, for pages; with https as `__Host-session`. A write with it needs the `Origin` of the page.',
        },
      },
    },
  };
}

const bySession = [{ bearer: [] }, { session: [] }];
const apiToken = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'todo_…',
  description: 'The `secret` of a personal API token.',
};

function describeRoute(route: Route, schemas: Schemas, features: ApiFeatures): DescribedOperation {
  const { operationId, summary, description, tag, open, sessionOnly, body } = route;
  return {
    operationId,
    summary,
    tags: [tag],
    ...(description ? { description } : {}),
    ...(open ? { security: [] } : {}),
    ...(sessionOnly && features.hasApiTokens ? { security: bySession } : {}),
    parameters: parametersOf(route, schemas),
    ...(body ? { requestBody: requestBody(body, schemas) } : {}),
    responses: responsesOf(route, schemas, features),
  };
}

function requestBody({ schema, examples, alternatives = {} }: RequestBody, schemas: Schemas) {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return {
    required: !schema.safeParse({}).success,
    content: {
      'application/json': { schema: schemas.convert(schema, 'input'), examples: Object.fromEntries(named) },
      ...Object.fromEntries(
        Object.entries(alternatives).map(([type, example]) => [type, { schema: { type: 'string' }, example }]),
      ),
    },
  };
}
