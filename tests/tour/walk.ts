import assert from 'node:assert/strict';
import { request } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { readTour, Terminal } from './tour.ts';

/** The addresses of the services, such as `http://localhost:8000`. */
export interface TourServices {
  backend: string;
  websocket: string;
}

/** Does what the README's tour says, in two terminals, and sees what it promises. */
export async function walkTour(services: TourServices): Promise<void> {
  const terminals: Terminal[] = [];
  const open = (env: Record<string, string> = {}) => {
    const terminal = new Terminal(env);
    terminals.push(terminal);
    return terminal;
  };
  try {
    await walk(services, open);
  } finally {
    for (const terminal of terminals) terminal.close();
  }
}

async function walk(services: TourServices, open: (env?: Record<string, string>) => Terminal): Promise<void> {
  // As written, but for the ports: a started system may have the usual ones.
  const blocks = (await readTour()).map(({ code, secondTerminal }) => ({
    secondTerminal,
    code: code
      .replace('localhost:8000', new URL(services.backend).host)
      .replace('localhost:8004', new URL(services.websocket).host),
  }));
  assert.deepEqual(
    blocks.map(({ secondTerminal }) => secondTerminal),
    [false, true, false, false, false, false],
  );
  const [register, connect, add, notifications, complete, activity] = blocks.map(({ code }) => code) as string[] as [
    ...[string, string, string, string, string, string],
  ];
  const first = open();

  const token = (await first.run(register)).match(/^TOKEN=(.+)$/m)?.[1];
  assert.ok(token, 'registering prints the token');
  const second = open({ TOKEN: token });
  second.type(connect);
  // Without a terminal wscat does not say when it is connected, so a list is renamed until the socket shows it.
  const lists = `${services.backend}/api/lists`;
  const headers = { authorization: `Bearer ${token}` };
  const list = await request(lists, 'POST', { name: 'Tour' }, headers);
  let renamed = 0;
  await eventually('the socket is connected', async () => {
    await request(`${lists}/${list.body.id}`, 'PATCH', { name: `Tour ${++renamed}` }, headers);
    return second.output.includes('list.changed');
  });

  const taskId = (await first.run(add)).match(/^TASK=(.+)$/m)?.[1];
  await eventually('the socket shows the task', () => shows(second, 'task.changed', ({ task }) => task.id === taskId));
  await eventually('the socket shows the reminder', () =>
    shows(second, 'reminder.due', (data) => data.taskId === taskId),
  );
  const log = await eventually('the log has the reminder', async () => {
    const [response] = json(await first.run(notifications));
    return response.items.length > 0 && response;
  });
  assert.equal(log.unread, 1);
  assert.equal(log.items[0].title, 'Pay rent');

  const [completed] = json(await first.run(complete));
  assert.equal(completed.completed, true);
  const successor = await eventually('the socket shows the successor', () =>
    shows(second, 'task.changed', ({ change, task }) => change === 'created' && task.due.date === '2027-02-28'),
  );
  assert.equal(successor.task.occurrence, 2);

  const [history, added, listed] = json(await first.run(activity));
  const actions = history.items.map(({ action, actor }: { action: string; actor: string }) => `${actor} ${action}`);
  assert.deepEqual(actions, ['recurring created', 'user completed', 'reminder reminded', 'user created']);
  assert.match(added.reply, /buy milk/);
  assert.match(listed.reply, /Pay rent/);
}

/** The data of the first frame on the socket that fits. */
// biome-ignore lint/suspicious/noExplicitAny: frames of several shapes
function shows(terminal: Terminal, type: string, fits: (data: any) => boolean) {
  const frames = [...terminal.output.matchAll(/^(?:< )?(\{.*\})$/gm)].map(([, frame]) => JSON.parse(frame ?? ''));
  return frames.find((frame) => frame.type === type && fits(frame.data))?.data;
}

/** The JSON documents that commands printed one after the other. */
// biome-ignore lint/suspicious/noExplicitAny: answers of several shapes
function json(output: string): any {
  return output
    .replaceAll(/\}(?=\{)/g, '}\n')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
