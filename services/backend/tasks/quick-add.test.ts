import assert from 'node:assert/strict';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { countRows } from '../../../tests/support/backend/count-rows.ts';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

describe('a task from one line of text', () => {
  const backend = useBackend();
  beforeEach(async () => {
    // A Thursday; in Tokyo it is Friday already.
    backend.clock.now = new Date('2026-11-26T20:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Asia/Tokyo');
  const quick = (text: unknown, query = '', headers = {}) => ada.post(`/api/tasks/quick${query}`, { text }, headers);

  it('is added as the language reads it, in the zone of its owner', async () => {
    const { status, headers, body } = await quick('Pay rent tomorrow at 9, every month #Home p2 !30m');
    assert.deepEqual([status, headers.get('etag')], [201, '"1"']);
    assert.equal(headers.get('location'), `/api/tasks/${body.id}`);
    const { title, due, recurrence, tags, priority, reminders, occurrence } = body;
    assert.deepEqual(
      { title, due, recurrence, tags, priority, occurrence, minutes: reminders[0].minutesBefore },
      {
        ...{ title: 'Pay rent', tags: ['home'], priority: 'high', occurrence: 1, minutes: 30 },
        due: { date: '2026-11-28', time: '09:00', timeZone: 'Asia/Tokyo' },
        recurrence: { frequency: 'monthly', interval: 1, from: 'due' },
      },
    );
    assert.deepEqual((await ada.get(`/api/tasks/${body.id}`)).body, body);
  });

  it('reads slashed dates in the order of its owner', async () => {
    const date = async (locale: string) => {
      await ada.patch('/api/auth/me', { locale });
      return (await quick('Dentist 03/04/2027')).body.due.date;
    };
    assert.deepEqual([await date('en-US'), await date('en-GB')], ['2027-03-04', '2027-04-03']);
  });

  it('is read as the example of the document says', async () => {
    backend.clock.now = new Date('2027-01-30T18:00:00Z');
    await ada.patch('/api/auth/me', { timeZone: 'Europe/Berlin', locale: 'en-GB' });
    const { requestBody, responses } = (await ada.get('/api/openapi.json')).body.paths['/api/tasks/quick'].post;
    const { value } = requestBody.content['application/json'].examples.rent;
    const { body } = await quick(value.text, '?preview=true');
    assert.deepEqual(body, responses['200'].content['application/json'].example);
  });

  it('is only shown in a preview, with what was read and what was not', async () => {
    const rows = await countRows(backend.orm);
    const text = 'Meds every day at 8am and 8pm #health';
    const { status, body } = await quick(text, '?preview=true', { 'idempotency-key': 'shown' });
    assert.equal(status, 200);
    assert.deepEqual(body.task, {
      ...{ title: 'Meds every day at 8am and 8pm', description: '', priority: 'medium', tags: ['health'] },
      ...{ due: null, recurrence: null, reminders: [], listId: null, parentId: null },
    });
    assert.deepEqual(body.tokens, [{ kind: 'tag', text: '#health', start: 30, end: 37, label: '#health' }]);
    const [{ start, end, reason }] = body.unread;
    assert.deepEqual([text.slice(start, end), reason], ['every day at 8am and 8pm', 'A task has one time.']);
    assert.deepEqual(await countRows(backend.orm), rows);
  });

  it('can be sent as it was shown', async () => {
    const { body } = await quick('Call mum friday at 6pm, every week x3', '?preview=true');
    const added = await ada.post('/api/tasks', body.task);
    assert.deepEqual([added.status, added.body.recurrence.count], [201, 3]);
  });

  it('is added once, however often it is sent with one key', async () => {
    const key = { 'idempotency-key': 'once' };
    assert.deepEqual((await quick('Buy milk', '', key)).body, (await quick('Buy milk', '', key)).body);
    assert.equal((await ada.get('/api/tasks')).body.items.length, 1);
  });

  it('is refused where the text is no text, is blank or too long, or gives too long a title', async () => {
    for (const text of [undefined, 7, '', ' \n', '\u200b', 'x'.repeat(501), 'x'.repeat(201), 'a\0b']) {
      for (const query of ['', '?preview=true'])
        assertProblem(await quick(text, query), 400, 'validation_failed', 'text');
    }
    assertProblem(await quick('x', '?preview=perhaps'), 400, 'validation_failed', 'query.preview');
    assertProblem(await ada.post('/api/tasks/quick', { text: 'x', title: 'y' }), 400, 'validation_failed', 'title');
    assert.equal((await ada.get('/api/tasks')).body.items.length, 0);
  });

  it('goes to the list that it names, which is never guessed', async () => {
    const { body: list } = await ada.post('/api/lists', { name: 'Home Office' });
    const { body: added } = await quick('Desk +home-office tomorrow');
    assert.deepEqual([added.title, added.listId], ['Desk', list.id]);
    const { body: shown } = await quick('Chair +Hom tomorrow', '?preview=true');
    assert.deepEqual([shown.task.title, shown.task.listId, shown.task.due.date], ['Chair +Hom', null, '2026-11-28']);
    assert.deepEqual(shown.unread, [
      { text: '+Hom', start: 6, end: 10, reason: 'There is no list "Hom".', suggestions: [] },
    ]);
    const { body: unknown } = await quick('Chair +Hom');
    assert.deepEqual([unknown.title, unknown.listId], ['Chair +Hom', null]);
    await ada.patch(`/api/lists/${list.id}`, { archived: true });
    const { body: archived } = await quick('Lamp +homeoffice', '?preview=true');
    assert.deepEqual([archived.task.listId, archived.unread[0].reason], [null, 'The list "Home Office" is archived.']);
  });

  it('makes the list that it names where the client says so', async () => {
    const added = await ada.post('/api/tasks/quick', { text: 'Plan +Garden', createList: true });
    const { items } = (await ada.get('/api/lists')).body;
    assert.deepEqual([added.body.title, items[0].name, added.body.listId], ['Plan', 'Garden', items[0].id]);
    await ada.post('/api/tasks/quick', { text: 'Dig +garden', createList: true });
    assert.equal((await ada.get('/api/lists')).body.items.length, 1);
    assert.equal((await ada.get(`/api/tasks?list=${items[0].id}`)).body.items.length, 2);
  });
});
