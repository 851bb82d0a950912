import assert from 'node:assert/strict';
import type { WebSocketRoute } from 'playwright-core';
import type { System } from '../../../infra/local/system.ts';
import { addTask, taskLink, titles, toggleTask, watchList } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, soon } from '../support/waiting.ts';

export function liveSuite(scenario: Scenario, system: () => System): void {
  describe('several windows', () => {
    it(
      'of one person show the same, without flicker or doubled rows, and those of another person nothing',
      scenario(async ({ api, open, another }) => {
        const other = await another();
        const [first, second, stranger] = [await open(), await open(), await other.open()];
        for (const page of [first, second, stranger]) await page.getByText('Nothing here yet').waitFor();
        const seenByStranger = await watchList(stranger);
        const seen = [await watchList(first), await watchList(second)];
        await addTask(first, 'One');
        await taskLink(second, 'One').waitFor();
        await addTask(second, 'Two');
        await taskLink(first, 'Two').waitFor();
        await toggleTask(second, 'One');
        await taskLink(first, 'One').waitFor({ state: 'detached' });
        const { items } = (await api.get('/api/tasks?status=open')).body;
        await api.patch(`/api/tasks/${items[0].id}`, { title: 'Two, renamed' });
        for (const page of [first, second]) await taskLink(page, 'Two, renamed').waitFor();
        await api.delete(`/api/tasks/${items[0].id}`);
        for (const page of [first, second]) await becomes(() => titles(page), []);
        for (const states of seen) {
          const inOrder = (await states()).map((state) => [...state].sort());
          assert.deepEqual(inOrder, [[], ['One'], ['One', 'Two'], ['Two'], ['Two, renamed'], []]);
        }
        await other.api.post('/api/tasks', { title: 'Of the stranger' });
        await taskLink(stranger, 'Of the stranger').waitFor();
        assert.deepEqual(await seenByStranger(), [[], ['Of the stranger']]);
      }),
    );

    it(
      'follow an edit in the task that is open, but not in what is being typed',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        // What was typed is sent before the page hears of the last edit, is refused, and is merged with it.
        expectConsoleErrors(/status of 412/);
        const { body: task } = await api.post('/api/tasks', { title: 'Shared' });
        const page = await open(`/tasks/${task.id}`);
        const description = page.getByLabel('Description');
        await api.patch(`/api/tasks/${task.id}`, { description: 'From elsewhere' });
        await becomes(() => description.inputValue(), 'From elsewhere');
        await page.getByLabel('Title', { exact: true }).press('End');
        await page.keyboard.type('!');
        await api.patch(`/api/tasks/${task.id}`, { priority: 'high' });
        await page.getByRole('combobox', { name: 'Priority' }).getByText('High').waitFor();
        assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Shared!');
      }),
    );

    it(
      'go on after the service that tells them was killed',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/WebSocket connection to|status of 50[24]/);
        const page = await open();
        await page.getByText('Nothing here yet').waitFor();
        await api.post('/api/tasks', { title: 'Before' });
        await taskLink(page, 'Before').waitFor();
        const process = system().processes.get('websocket');
        const before = process?.restarts ?? 0;
        process?.kill('SIGKILL');
        await api.post('/api/tasks', { title: 'Meanwhile' });
        await taskLink(page, 'Meanwhile').waitFor();
        await soon('it is up again', () => (process?.restarts ?? 0) > before);
        await system().ready();
        await api.post('/api/tasks', { title: 'After' });
        await taskLink(page, 'After').waitFor();
        await becomes(async () => (await titles(page)).sort(), ['After', 'Before', 'Meanwhile']);
      }),
    );

    it(
      'catch up with what happened while the socket was cut',
      scenario(async ({ api, open }) => {
        const { body: renamed } = await api.post('/api/tasks', { title: 'Old name' });
        const { body: deleted } = await api.post('/api/tasks', { title: 'Deleted meanwhile' });
        const witness = await open();
        const page = await open('/settings');
        const sockets: WebSocketRoute[] = [];
        let isCut = false;
        await page.routeWebSocket('**/ws', (socket) => {
          if (isCut) return void socket.close({ code: 1013 });
          socket.connectToServer();
          sockets.push(socket);
        });
        await page.goto('/');
        await taskLink(page, 'Deleted meanwhile').waitFor();
        await soon('it is connected', () => sockets.length > 0);
        isCut = true;
        await sockets[0]?.close({ code: 1012 });
        await page.getByText('Reconnecting…').waitFor();
        await api.patch(`/api/tasks/${renamed.id}`, { title: 'New name' });
        await api.delete(`/api/tasks/${deleted.id}`);
        await api.post('/api/tasks', { title: 'Added meanwhile' });
        await becomes(async () => (await titles(witness)).sort(), ['Added meanwhile', 'New name']);
        assert.deepEqual((await titles(page)).sort(), ['Deleted meanwhile', 'Old name']);
        isCut = false;
        await becomes(async () => (await titles(page)).sort(), ['Added meanwhile', 'New name']);
        await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
      }),
    );
  });
}
