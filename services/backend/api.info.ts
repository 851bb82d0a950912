import type { ApiInfo } from './platform/openapi/document.ts';

/** Introduces the public API at the top of its document. */
export function apiInfo(eventsEnabled: boolean): ApiInfo {
  return {
    info: {
      title: 'Todo Chatbot',
      version: eventsEnabled ? '5.0.0' : '4.0.0',
      description: [
        'Register or log in, and send the `token` as `Authorization: Bearer …` with each request.',
        'JSON is camelCase, instants are ISO 8601 in UTC. Unknown fields and parameters are refused.',
        'Lists come in pages: pass `nextCursor` on as `cursor` until it is null.',
        'Errors are `application/problem+json` (RFC 9457) with a stable `code`.',
        'Programs that speak the Model Context Protocol find the tools of the chatbot at `POST /mcp`, with the same token.',
      ].join('\n\n'),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: [
      { name: 'account', description: 'Sign in and out, and the account itself.' },
      { name: 'tasks', description: 'What there is to do.' },
      { name: 'lists', description: 'Lists of tasks, and filters that are kept under a name.' },
      { name: 'activity', description: 'Who did what, and when.' },
      { name: 'notifications', description: 'Reminders that fired, and how they are delivered.' },
      { name: 'transfer', description: 'Export and import of all tasks.' },
      { name: 'chat', description: 'The tasks, by talking about them.' },
      { name: 'system', description: 'Open to everyone.' },
    ],
  };
}
