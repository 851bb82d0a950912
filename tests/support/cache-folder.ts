import { join } from 'node:path';

/** What one test run leaves for the next, made from sources and checked against them. `npm ci` removes it. */
export const cacheFolder = join(import.meta.dirname, '../../node_modules/.cache/todo-chatbot');
