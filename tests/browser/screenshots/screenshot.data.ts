import { Temporal } from 'temporal-polyfill';
import type { System } from '../../../infra/local/system.ts';
import { type Client, request } from '../../support/api-client.ts';
import { soon } from '../support/waiting.ts';

/** A list as somebody has it in the middle of a week. */
export async function liveThere(api: Client, { urls, secrets }: System): Promise<void> {
  const day = (days: number) => Temporal.Now.plainDateISO('Europe/Berlin').add({ days }).toString();
  const add = async (task: object) => (await api.post('/api/tasks', task)).body;
  await add({
    title: 'Send the quarterly report',
    description:
      'With the figures of all four regions, and a page that explains the new ones.\n\nAnna reads it before.',
    due: { date: day(-1), time: '17:00' },
    priority: 'urgent',
    tags: ['work'],
  });
  await add({ title: 'Call mum about the summer', due: { date: day(0) }, tags: ['family'] });
  const gym = { frequency: 'weekly', weekdays: ['tue', 'thu'] };
  await add({ title: 'Climbing with Jonas', due: { date: day(1), time: '18:30' }, recurrence: gym });
  const rent = await add({
    title: 'Pay the rent',
    description: 'To the new account; the number is in the letter of March.',
    due: { date: day(3), time: '09:00' },
    recurrence: { frequency: 'monthly' },
    reminders: [{ minutesBefore: 60 }, { minutesBefore: 1440 }],
    priority: 'high',
    tags: ['home', 'money'],
  });
  await api.patch(`/api/tasks/${rent.id}`, { priority: 'urgent' });
  await api.patch(`/api/tasks/${rent.id}`, { priority: 'high' });
  const plants = { frequency: 'daily', interval: 3, from: 'completion' };
  await add({ title: 'Water the plants', due: { date: day(2) }, recurrence: plants, tags: ['home'] });
  await add({ title: 'Renew the passport', due: { date: day(40) }, priority: 'high', tags: ['errands'] });
  await add({ title: 'לקנות חלב ולחם', tags: ['home', 'errands'] });
  await add({ title: 'Read “The 5th Wave”', priority: 'low' });
  await add({ title: 'Find a present for Leyla', description: 'Something with birds?', tags: ['family'] });
  const { id } = await add({ title: 'Book the flights', tags: ['family'] });
  await api.post(`/api/tasks/${id}/complete`);

  const { body: garden } = await api.post('/api/lists', { name: 'Garden' });
  await api.post('/api/lists', { name: 'Reading list for the long evenings of winter' });
  const beds = await add({ title: 'Plant the beds', listId: garden.id, due: { date: day(5) }, tags: ['spring'] });
  const dig = await add({ title: 'Dig the beds', parentId: beds.id });
  await add({ title: 'Sharpen the spade', parentId: dig.id, priority: 'low' });
  await add({ title: 'Buy seeds', parentId: beds.id, due: { date: day(2) } });
  await add({ title: 'Repair the fence', listId: garden.id, priority: 'high' });
  await add({ title: 'Ask the neighbours about the hedge', listId: garden.id });
  await api.post('/api/views', { name: 'Around the house', query: 'status=open&tag=home' });

  for (const title of ['Take the bread out', 'Join the stand-up']) {
    await add({ title, reminders: [{ at: new Date().toISOString() }], tags: ['today'] });
  }
  await request(`${urls.backend}/reminder-check`, 'POST', {}, { 'dapr-api-token': secrets.tokens.backend.appApiToken });
  await soon('the reminders are in the log', async () => (await api.get('/api/notifications')).body.unread === 2);
  for (const { id: taskId } of (await api.get('/api/tasks?tag=today')).body.items) {
    await api.post(`/api/tasks/${taskId}/complete`);
  }

  let conversationId: string | undefined;
  for (const message of ['What’s due this week?', 'Move water the plants to Saturday', 'Add buy stamps tomorrow p2']) {
    const { body } = await api.post('/api/chat', { message, ...(conversationId && { conversationId }) });
    conversationId = body.conversationId;
  }
}
