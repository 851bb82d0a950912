import { longest, worstParts, worstSearches } from './worst.texts.ts';
import { nested, type Schema, type WorstOf, worstValue } from './worst.values.ts';

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

export interface HostileRequest {
  operationId: string;
  method: string;
  path: string;
  body?: string;
  contentType?: string;
  /** What is bad about it. */
  what: string;
}

/** Every route of the document, with the worst that it allows in its query and its body. */
export function worstRequests(
  document: OpenApi,
  ids: readonly string[],
  { parts = worstParts, items = 100 }: { parts?: readonly string[]; items?: number } = {},
): HostileRequest[] {
  const { schemas } = document.components;
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      parts.flatMap((part, turn) => requestsOf(path, method, operation, { schemas, part, ids, turn, items })),
    ),
  );
}

function requestsOf(template: string, method: string, operation: Operation, of: WorstOf): HostileRequest[] {
  const { operationId, parameters = [], requestBody } = operation;
  // The others are still there for the requests that follow.
  const id = method === 'delete' ? of.ids.at(-1) : of.ids[of.turn % Math.max(1, of.ids.length - 1)];
  const path = template.replace('{id}', String(id));
  const what = JSON.stringify(of.part.slice(0, 40));
  const request = { operationId, method: method.toUpperCase() };
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const asked = query.flatMap(({ name, schema }) =>
    (name === 'q' && of.turn === 0 ? [longest(of.part, 10_000), ...worstSearches] : [worstText(schema, of)]).map(
      (value) => ({
        ...request,
        path: `${path}?${new URLSearchParams({ [name]: value })}`,
        what: `${name}: ${value.length > 20 ? `${value.slice(0, 20)}…` : value}`,
      }),
    ),
  );
  const bodies = Object.entries(requestBody?.content ?? {}).map(([contentType, { schema }]) => {
    const json = contentType === 'application/json';
    const body = json ? JSON.stringify(worstBody(operationId, schema, of)) : calendarOf(of);
    return { ...request, path, contentType, body, what };
  });
  const deep = bodies.length > 0 && of.turn === 0 ? [deepBody({ ...request, path })] : [];
  return bodies.length + asked.length > 0
    ? [...bodies, ...deep, ...asked]
    : of.turn === 0
      ? [{ ...request, path, what: 'as it is' }]
      : [];
}

/** The schema of an import takes anything for a task, and the import looks closer. */
function worstBody(operationId: string, schema: Schema, of: WorstOf): unknown {
  if (operationId !== 'importTasks') return worstValue(schema, of);
  return { tasks: worstValue({ type: 'array', items: { $ref: '#/components/schemas/NewTask' } }, of) };
}

function worstText(schema: Schema, of: WorstOf): string {
  const value = worstValue(schema, of);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function deepBody(request: Pick<HostileRequest, 'operationId' | 'method' | 'path'>): HostileRequest {
  return {
    ...request,
    contentType: 'application/json',
    body: JSON.stringify({ title: nested(2_000) }),
    what: 'nested',
  };
}

function calendarOf({ part, items }: WorstOf): string {
  const summary = longest(part, 5_000).replaceAll(/[\r\n]/g, ' ');
  const task = [
    'BEGIN:VTODO',
    `SUMMARY:${summary}`,
    `DESCRIPTION:${summary}`,
    'RRULE:FREQ=DAILY;COUNT=999',
    'END:VTODO',
  ];
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...Array.from({ length: items }, () => task).flat(), 'END:VCALENDAR'].join(
    '\r\n',
  );
}
