interface Task {
  id: string;
  title: string;
  completed: boolean;
}
interface Frame {
  type: string;
  time: string;
  data: { change?: string; task?: Task; title?: string };
}

const find = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const show = (id: string, visible: boolean) => {
  find(id).hidden = !visible;
};

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`/api/${path}`, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; title?: string };
  throw new Refused(response.status, problem.detail ?? problem.title ?? 'The server cannot be reached. Try again.');
}

/** Runs what the user asked for, and says what went wrong. */
async function attempt(work: () => Promise<void>): Promise<void> {
  show('problem', false);
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused && error.status === 401 && find('account').hidden) return signedOut();
    find('problem').textContent = error instanceof Error ? error.message : String(error);
    show('problem', true);
  }
}

async function refresh(): Promise<void> {
  const { items } = await call<{ items: Task[] }>('GET', 'tasks?limit=100');
  find('list').replaceChildren(...items.map(row));
  show('empty', items.length === 0);
}

function row(task: Task): HTMLElement {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = task.completed;
  box.addEventListener('change', () =>
    attempt(async () => {
      await call('POST', `tasks/${task.id}/${box.checked ? 'complete' : 'reopen'}`).finally(refresh);
    }),
  );
  const title = document.createElement('span');
  title.textContent = task.title;
  title.className = task.completed ? 'done' : '';
  const label = document.createElement('label');
  label.append(box, title);
  const item = document.createElement('li');
  item.append(label);
  return item;
}

/** Close codes after which connecting again is of no use. */
const [signedOutElsewhere, sessionExpired] = [4401, 4403];
let socket: WebSocket | undefined;

function connect(): void {
  show('live', true);
  socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws`);
  socket.addEventListener('open', () => {
    find('connection').textContent = 'connected';
    attempt(refresh); // whatever happened while nothing was connected
  });
  socket.addEventListener('message', ({ data }) => {
    const { type, time, data: event } = JSON.parse(data) as Frame;
    const line = document.createElement('li');
    const what = event.change ? `${event.change}: ${event.task?.title}` : `${type}: ${event.title}`;
    line.textContent = `${new Date(time).toLocaleTimeString()}  ${what}`;
    find('events').prepend(line);
    find('events').children.item(20)?.remove();
    attempt(refresh);
  });
  socket.addEventListener('close', ({ code }) => {
    find('connection').textContent = 'not connected';
    if (find('tasks').hidden) return;
    if (code === signedOutElsewhere || code === sessionExpired) return signedOut();
    setTimeout(() => find('tasks').hidden || connect(), 2000);
  });
}

async function signedIn(): Promise<void> {
  await refresh();
  show('account', false);
  for (const id of ['tasks', 'sign-out']) show(id, true);
  if ((await call<{ phase5: boolean }>('GET', 'config')).phase5) connect();
}

function signedOut(): void {
  for (const id of ['tasks', 'live', 'sign-out']) show(id, false);
  show('account', true);
  socket?.close();
}

find<HTMLFormElement>('account').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const { email, password } = Object.fromEntries(new FormData(form));
  const register = (event.submitter as HTMLButtonElement | null)?.value === 'register';
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  attempt(async () => {
    await call('POST', `auth/${register ? 'register' : 'login'}`, {
      email,
      password,
      ...(register ? { timeZone } : {}),
    });
    form.reset();
    await signedIn();
  });
});
find<HTMLFormElement>('add').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  attempt(async () => {
    await call('POST', 'tasks', { title: new FormData(form).get('title') });
    form.reset();
    await refresh();
  });
});
find('sign-out').addEventListener('click', () =>
  attempt(async () => {
    await call('POST', 'auth/logout');
    signedOut();
  }),
);
signedIn().catch(signedOut);
