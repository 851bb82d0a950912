import assert from 'node:assert/strict';
import type { PageTarget } from '../browser/support/page-system.ts';
import { type Client, clientOf, registerClient, request } from '../support/api-client.ts';
import { ical } from '../support/node-ical.ts';
import { connect } from '../support/services/test-socket.ts';
import { sharedResource } from '../support/shared-resources.ts';

/** On the system that `npm start` runs, by the address that a person has: that of the page. */
describe('a program at the address of the page', () => {
  let page: string;
  let ada: Client;
  before(async () => {
    page = (await sharedResource<PageTarget>('system')).urls.page;
  });
  // Live updates of one test may still arrive in the next.
  beforeEach(async () => {
    ada = await registerClient(page);
  });

  const tokenFor = async (scope: string) => (await ada.post('/api/tokens', { name: scope, scope })).body;
  const programOf = ({ secret: token }: { secret: string }) =>
    clientOf(page, { token, user: { id: ada.userId }, email: ada.email });

  it('subscribes to the calendar, which comes once for each change, until its address is revoked', async () => {
    const due = { date: '2031-01-31', time: '09:00', timeZone: 'UTC' };
    const { body: task } = await ada.post('/api/tasks', { title: 'Pay rent', due, reminders: [{ minutesBefore: 30 }] });
    const { id, secret } = await tokenFor('feed');
    const address = `${page}/api/feed/${secret}.ics`;
    // Calendar programs take anything, and send no cookie.
    const ask = (headers = {}) => fetch(address, { cache: 'no-cache', headers: { accept: '*/*', ...headers } });
    const response = await ask();
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/calendar; charset=utf-8']);
    const event = ical.sync.parseICS(await response.text())[task.id];
    assert.ok(event?.type === 'VEVENT');
    assert.deepEqual([event.summary, event.start.toISOString()], ['Pay rent', '2031-01-31T09:00:00.000Z']);
    const unchanged = await ask({ 'if-none-match': response.headers.get('etag') });
    assert.deepEqual([unchanged.status, await unchanged.text()], [304, '']);
    await ada.delete(`/api/tokens/${id}`);
    assert.equal((await ask()).status, 404);
  });

  it('takes a file and brings it back', async () => {
    const writer = programOf(await tokenFor('write'));
    const todo = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VTODO',
      'UID:1',
      'SUMMARY:Call',
      'END:VTODO',
      'END:VCALENDAR',
    ];
    const csv = 'TYPE,CONTENT\ntask,Buy milk\n';
    for (const [type, body] of [
      ['text/calendar', todo.join('\r\n')],
      ['text/csv', csv],
    ] as const) {
      assert.equal((await writer.post('/api/import', body, { 'content-type': type })).body.imported, 1, type);
    }
    const file = await writer.get('/api/export?format=ics');
    assert.equal(file.headers.get('content-disposition'), 'attachment; filename="tasks.ics"');
    for (const title of ['Call', 'Buy milk']) assert.match(file.body, new RegExp(`^SUMMARY:${title}\r$`, 'm'));
  });

  it('uses the tools of MCP, and gets live updates until its token is revoked', async () => {
    const { id, secret } = await tokenFor('write');
    const headers = { authorization: `Bearer ${secret}`, accept: 'application/json, text/event-stream' };
    const { closed, received } = await connect(page, { headers });
    const call = { name: 'add', arguments: { title: 'By a program' } };
    const question = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: call };
    assert.equal((await request(`${page}/mcp`, 'POST', question, headers)).status, 200);
    const [frame] = (await received(1)) as [{ type: string; data: { task: { title: string } } }];
    assert.deepEqual([frame.type, frame.data.task.title], ['task.changed', 'By a program']);
    await ada.delete(`/api/tokens/${id}`);
    assert.equal((await closed).code, 4401);
  });

  it('reads the description of the API, and gets no page where it asks for something else', async () => {
    assert.match((await request(`${page}/api/openapi.json`, 'GET')).body.openapi, /^3\./);
    assert.match((await request(`${page}/api/docs`, 'GET')).body, /<h1/);
    for (const path of ['/api/feed/none.ics', '/api/none', '/.well-known/oauth-protected-resource']) {
      assert.equal((await request(`${page}${path}`, 'GET')).status, 404, path);
    }
  });
});
