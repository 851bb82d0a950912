import { assertProblem } from '../support/assert-problem.ts';
import { useRefusingBackend } from '../support/backend/refusing-backend.ts';

const id = '01890000-0000-7000-8000-000000000000';

describe('a bad id or version', () => {
  const suite = useRefusingBackend();

  const ids = [
    'x',
    '1',
    `${id}0`,
    `{${id}}`,
    '%00',
    "'%20or%201=1--",
    '%f0%9f%98%80',
    '..',
    '%2e%2e',
    '__proto__',
    'a'.repeat(5000),
  ];
  const withId: [method: 'get' | 'patch' | 'delete' | 'post', path: (id: string) => string][] = [
    ['get', (of) => `/api/tasks/${of}`],
    ['patch', (of) => `/api/tasks/${of}`],
    ['delete', (of) => `/api/tasks/${of}`],
    ['post', (of) => `/api/tasks/${of}/complete`],
    ['post', (of) => `/api/tasks/${of}/reopen`],
    ['get', (of) => `/api/tasks/${of}/activity`],
    ['get', (of) => `/api/chat/conversations/${of}`],
    ['delete', (of) => `/api/auth/sessions/${of}`],
    ['delete', (of) => `/api/tokens/${of}`],
    ['post', (of) => `/api/notifications/${of}/read`],
  ];
  it('that is no UUID is refused by every route that has one', async () => {
    for (const [method, path] of withId) {
      for (const bad of ids.filter((value) => !/^(\.|%2e)+$/.test(value))) {
        const response = await suite.ada[method](path(bad), method === 'patch' ? { title: 'x' } : undefined);
        assertProblem(response, 400, 'validation_failed', 'id');
      }
    }
  });

  it('of nothing is not found, also in capitals', async () => {
    for (const [method, path] of withId.slice(0, -1)) {
      for (const unknown of [id, id.toUpperCase(), '00000000-0000-0000-0000-000000000000']) {
        const response = await suite.ada[method](path(unknown), method === 'patch' ? { title: 'x' } : undefined);
        assertProblem(response, 404, 'not_found');
      }
    }
  });

  it('in If-Match is refused when it is no ETag, and not met when it is weak or of other versions', async () => {
    const writes: [method: 'patch' | 'delete' | 'post', path: string, body?: object][] = [
      ['patch', suite.taskPath, { title: 'x' }],
      ['delete', suite.taskPath],
      ['post', `${suite.taskPath}/complete`],
      ['post', `${suite.taskPath}/reopen`],
    ];
    for (const [method, path, body] of writes) {
      for (const ifMatch of ['1', 'w/"1"', '"1" "2"', '*, "1"', '\u00ff']) {
        assertProblem(await suite.ada[method](path, body, { 'if-match': ifMatch }), 400, 'malformed_request');
      }
      const unmet = [
        '"0"',
        '"2"',
        '"0", "2"',
        'W/"1"',
        '"x"',
        '""',
        '"-1"',
        '"01"',
        '"1e0"',
        `"${'9'.repeat(30)}"`,
        '',
      ];
      for (const ifMatch of unmet) {
        assertProblem(await suite.ada[method](path, body, { 'if-match': ifMatch }), 412, 'precondition_failed');
      }
    }
  });
});
