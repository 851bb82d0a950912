import { longest, worstParts, worstSearches } from './worst.texts.ts';
import { nested, type Schema, type WorstOf, worstField, worstValue } from './worst.values.ts';

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
    (name === 'q' && of.turn === 0 ? [longest(of.part, 10_000), ...worstSearches] : [worstField(name, schema, of)]).map(
      (value) => ({
        ...request,
        path: `${path}?${new URLSearchParams([value].flat().map((one) => [name, String(one)]))}`,
        what: `${name}: ${String(value).length > 20 ? `${String(value).slice(0, 20)}…` : value}`,
      }),
    ),
  );
  const bodies = Object.entries(requestBody?.content ?? {}).map(([contentType, { schema }]) => {
    const write = files[contentType] ?? (() => JSON.stringify(worstBody(operationId, schema, of)));
    const body = write(of);
    return { ...request, path, contentType, body, what };
  });
  const deep = bodies.length > 0 && of.turn === 0 ? [deepBody({ ...request, path })] : [];
  return bodies.length + asked.length > 0
    ? [...bodies, ...deep, ...asked]
    : of.turn === 0
      ? [{ ...request, path, what: 'as it is' }]
      : [];
}

/** The schemas of an import and of a kept view say less than the server wants. */
function worstBody(operationId: string, schema: Schema, of: WorstOf): unknown {
  if (operationId === 'importTasks') {
    return { tasks: worstValue({ type: 'array', items: { $ref: '#/components/schemas/NewTask' } }, of) };
  }
  const body = worstValue(schema, of) as object;
  if (operationId.endsWith('View'))
    return { ...body, query: String(new URLSearchParams({ q: longest(of.part, 100) })) };
  // A longer text is read, and then refused for its title.
  return operationId === 'quickAddTask' && of.turn % 2 === 0 ? { text: longest(of.part, 200) } : body;
}

function deepBody(request: Pick<HostileRequest, 'operationId' | 'method' | 'path'>): HostileRequest {
  return {
    ...request,
    contentType: 'application/json',
    body: JSON.stringify({ title: nested(2_000) }),
    what: 'nested',
  };
}

const files: Record<string, (of: WorstOf) => string> = { 'text/calendar': calendarOf, 'text/csv': projectOf };

function projectOf({ part, items }: WorstOf): string {
  const text = `"${longest(part, 2_000).replaceAll('"', '""')}"`;
  const task = ['task', text, text, 1, 1, text, 'en'].join(',');
  return ['TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE,DATE_LANG', ...Array(items).fill(task)].join('\n');
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
