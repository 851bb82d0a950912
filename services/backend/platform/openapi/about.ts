import type { OpenApiDocument } from './document.ts';

/** What the document says of the API as a whole. */
export function about(phase5: boolean): Pick<OpenApiDocument, 'info' | 'tags'> {
  return {
    info: {
      title: 'Todo Chatbot',
      version: phase5 ? '5.0.0' : '4.0.0',
      description: [
        'Register or log in, and send the `token` as `Authorization: Bearer …` with each request.',
        'JSON is camelCase, instants are ISO 8601 in UTC. Unknown fields and parameters are refused.',
        'Lists come in pages: pass `nextCursor` on as `cursor` until it is null.',
        'What is refused is answered as `application/problem+json` (RFC 9457), with a stable `code`.',
        'Programs that speak the Model Context Protocol find the tools of the chatbot at `POST /mcp`, with the same token.',
      ].join('\n\n'),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: [
      { name: 'account', description: 'Sign in and out, and the account itself.' },
      { name: 'tasks', description: 'The list.' },
      { name: 'activity', description: 'Who did what, and when.' },
      { name: 'notifications', description: 'Reminders that fired, and how they are delivered.' },
      { name: 'transfer', description: 'All of the tasks, out and in.' },
      { name: 'chat', description: 'The list, by talking to it.' },
      { name: 'system', description: 'Open to everyone.' },
    ],
  };
}
