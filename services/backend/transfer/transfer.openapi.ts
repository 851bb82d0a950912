import { Conflict } from '../../../shared/http/problem.ts';
import type { Feature } from '../platform/openapi/operation.ts';
import { aTask } from '../tasks/task.examples.ts';
import { exportedTasks, importResult } from './transfer.answer.ts';
import { exportedTask, exportQuery, importedTasks } from './transfer.schema.ts';

const exported = { tasks: [{ ...aTask(true), seriesStart: aTask(true).due, successorId: null }] };
const calendar = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Todo Chatbot//EN
BEGIN:VTODO
UID:0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa
DTSTAMP:20270130T180000Z
SUMMARY:Pay rent
END:VTODO
END:VCALENDAR
`;
const common = { tag: 'transfer' } as const;

export const transferFeature: Feature = {
  schemas: {
    ...{ ExportedTask: exportedTask, ExportedTasks: exportedTasks },
    ...{ ImportedTasks: importedTasks, ImportResult: importResult },
  },
  operations: [
    {
      ...{ ...common, method: 'get', path: '/api/export' },
      operationId: 'exportTasks',
      summary: 'All tasks, as JSON or as a calendar',
      query: exportQuery,
      answers: {
        200: {
          description: 'A file: JSON, which `import` takes, or iCalendar (RFC 5545) with a VTODO for each task.',
          headers: ['Content-Disposition'],
          ...{ schema: exportedTasks, example: exported, alternatives: { 'text/calendar': calendar } },
        },
      },
    },
    {
      ...{ ...common, method: 'post', path: '/api/import', headers: ['Idempotency-Key'] },
      operationId: 'importTasks',
      summary: 'Add the tasks of an export, all or none',
      description: 'What is there already stays as it is. Of a task only `id` and `title` are needed.',
      body: {
        schema: importedTasks,
        examples: { short: { tasks: [{ id: exported.tasks[0]?.id, title: 'Pay rent' }] }, export: exported },
      },
      answers: { 200: { description: 'How many.', schema: importResult, example: { imported: 1, skipped: 0 } } },
      problems: [new Conflict('Another import, or a new task, took one of these ids meanwhile. Try again.')],
    },
  ],
};
