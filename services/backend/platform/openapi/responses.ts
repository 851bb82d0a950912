import { problem as problemSchema } from '../../../../shared/http/problem.schema.ts';
import type { Problem } from '../../../../shared/http/problem.ts';
import { commonProblems } from './common-problems.ts';
import type { JsonSchema, Schemas } from './json-schema.ts';
import type { Answer, Operation } from './operation.ts';
import { type DescribedHeader, headersOf, type ProblemHeader, replayed } from './response-headers.ts';

export type Content = Record<
  string,
  { schema: JsonSchema; example?: unknown; examples?: Record<string, { value: unknown }> }
>;

export interface DescribedResponse {
  description: string;
  headers?: Record<string, DescribedHeader>;
  content?: Content;
}

/** Everything that the operation may answer, by status. */
export function responsesOf(operation: Operation, schemas: Schemas): Record<string, DescribedResponse> {
  const answers = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    response(answer, operation, schemas),
  ]);
  const problems = [...commonProblems(operation), ...(operation.problems ?? [])];
  const byStatus = Object.groupBy(problems, ({ status }) => status);
  const refusals = Object.entries(byStatus).map(([status, of = []]) => [status, refusal(of, schemas)]);
  return Object.fromEntries([...answers, ...refusals]);
}

function response(answer: Answer, { headers = [] }: Operation, schemas: Schemas): DescribedResponse {
  const { description, schema, mediaType = 'application/json', example, alternatives = {} } = answer;
  const content: Content = {
    ...(schema ? { [mediaType]: { schema: schemas.convert(schema, 'output'), ...exampleOf(example) } } : {}),
    ...Object.fromEntries(
      Object.entries(alternatives).map(([type, text]) => [type, { schema: { type: 'string' }, ...exampleOf(text) }]),
    ),
  };
  return {
    description,
    ...headersOf(headers.includes('Idempotency-Key') ? [...(answer.headers ?? []), replayed] : (answer.headers ?? [])),
    ...(Object.keys(content).length ? { content } : {}),
  };
}

function exampleOf(example: unknown): { example?: unknown } {
  return example === undefined ? {} : { example };
}

/** Problems of one status: their codes, and each as it is answered. */
function refusal(problems: Problem[], schemas: Schemas): DescribedResponse {
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

/** In order of appearance, so that two of one code both show. */
function exampleName({ code, message }: Problem): string {
  return `${code}: ${message.slice(0, 40)}`.replace(/[^\w.-]+/g, '-');
}
