import assert from 'node:assert/strict';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { sidecarWithoutNotifications, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

const project = `TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE,DATE_LANG
task,Plan trip @travel,,1,1,,
task,Book hotel,,4,2,2027-03-01,en
section,Later,,,,,
`;

describe('an import', () => {
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  const ada = useClientPerTest(backend);

  const bring = async (query: string, body: string, type = 'text/csv') => {
    const response = await fetch(`${backend.url}/api/import${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ada.token}`, 'content-type': type },
      body,
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const everything = async () => {
    const { tasks, lists, activity } = (await ada.get('/api/export')).body;
    const events = await backend.orm.em.execute('select id from outbox_event where owner_id = ?', [ada.userId]);
    return { tasks, lists, activity, events };
  };

  it('of a project of Todoist is shown first, and then goes to a list with its subtasks', async () => {
    const before = await everything();
    const preview = (await bring('?preview=true&list=Trips', project)).body;
    const { titles, ...expected } = preview;
    assert.deepEqual([expected.imported, expected.skipped, titles], [2, 0, ['Plan trip', 'Book hotel']]);
    assert.deepEqual(
      expected.omissions.map(({ item, title }: { item: number; title: string }) => [item, title]),
      [[2, 'Later']],
    );
    assert.deepEqual(await everything(), before);

    assert.deepEqual((await bring('?list=Trips', project)).body, expected);
    const { lists } = (await ada.get('/api/export')).body;
    const [trip, hotel] = (await ada.get(`/api/tasks?list=${lists[0].id}&sort=manual`)).body.items;
    assert.deepEqual(
      [lists[0].name, trip.title, trip.tags, trip.subtasks.total],
      ['Trips', 'Plan trip', ['travel'], 1],
    );
    assert.deepEqual([hotel.parentId, hotel.listId, hotel.due.date], [trip.id, lists[0].id, '2027-03-01']);
    const again = (await bring('?list=Trips', project)).body;
    assert.deepEqual([again.imported, again.skipped], [0, 2]);
  });

  it('is refused when it names a list for a file that has its own, or is no CSV', async () => {
    const json = await bring('?list=Trips', '{"tasks":[]}', 'application/json');
    assertProblem(json, 400, 'validation_failed', 'query.list');
    assertProblem(await bring('', 'name,date\nx,y\n'), 400, 'validation_failed', 'body');
    assertProblem(await bring('?preview=maybe', project), 400, 'validation_failed', 'query.preview');
  });
});
