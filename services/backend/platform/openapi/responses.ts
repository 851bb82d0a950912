import { problem as problemSchema } from '../../../../shared/http/problem.schema.ts';
import type { Problem } from '../../../../shared/http/problem.ts';
import { type ApiFeatures, commonProblems } from './common-problems.ts';
import type { JsonSchema, Schemas } from './json-schema.ts';
import { type DescribedHeader, headersOf, type ProblemHeader, replayed } from './response-headers.ts';
import type { ResponseDescription, Route } from './route.ts';

export type Content = Record<
  string,
  { schema: JsonSchema; example?: unknown; examples?: Record<string, { value: unknown }> }
>;

export interface DescribedResponse {
  description: string;
  headers?: Record<string, DescribedHeader>;
  content?: Content;
}

/** All responses of a route, successes and problems, by status. */
export function responsesOf(route: Route, schemas: Schemas, features: ApiFeatures): Record<string, DescribedResponse> {
  const successes = Object.entries(route.responses).map(([status, response]) => [
    status,
    successOf(response, route, schemas),
  ]);
  const byStatus = Object.groupBy(
    [...commonProblems(route, features), ...(route.problems ?? [])],
    ({ status }) => status,
  );
  const failures = Object.entries(byStatus).map(([status, problems = []]) => [status, failureOf(problems, schemas)]);
  return Object.fromEntries([...successes, ...failures]);
}

function successOf(response: ResponseDescription, route: Route, schemas: Schemas): DescribedResponse {
  const { description, schema, mediaType = 'application/json', example, alternatives = {}, headers = [] } = response;
  const isIdempotent = route.headers?.includes('Idempotency-Key');
  const content: Content = {
    ...(schema ? { [mediaType]: { schema: schemas.convert(schema, 'output'), ...exampleOf(example) } } : {}),
    ...Object.fromEntries(
      Object.entries(alternatives).map(([type, text]) => [type, { schema: { type: 'string' }, ...exampleOf(text) }]),
    ),
  };
  return {
    description,
    ...headersOf(isIdempotent ? [...headers, replayed] : headers),
    ...(Object.keys(content).length ? { content } : {}),
  };
}

function exampleOf(example: unknown): { example?: unknown } {
  return example === undefined ? {} : { example };
}

/** The problems of one status: their codes, and an example of each. */
function failureOf(problems: Problem[], schemas: Schemas): DescribedResponse {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const examples = problems.map((problem) => [exampleName(problem), { value: JSON.parse(JSON.stringify(problem)) }]);
  const [{ status }] = problems as [Problem];
  return {
    description: [...new Set(problems.map(({ code, message }) => `\`${code}\`: ${message}`))].join(' '),
    ...headersOf(problems.flatMap(({ headers }) => Object.keys(headers)) as ProblemHeader[]),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            schemas.convert(problemSchema, 'output'),
            { properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

/** The name holds a part of the message, so that two problems of one code have different names. */
function exampleName({ code, message }: Problem): string {
  return `${code}: ${message.slice(0, 40)}`.replace(/[^\w.-]+/g, '-');
}
