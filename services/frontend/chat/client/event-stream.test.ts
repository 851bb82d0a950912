import assert from 'node:assert/strict';
import { readEvents, type ServerEvent } from './event-stream.ts';

async function read(...pieces: (string | Uint8Array)[]): Promise<ServerEvent[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
  const events: ServerEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

describe('a stream of events', () => {
  it('is read event by event', async () => {
    assert.deepEqual(await read('event: part\ndata: {"text":"Hel"}\n\nevent: answer\ndata: {}\n\n'), [
      { event: 'part', data: '{"text":"Hel"}' },
      { event: 'answer', data: '{}' },
    ]);
  });

  it('may arrive in any pieces, also within a character or a line end', async () => {
    const bytes = new TextEncoder().encode('event: part\r\ndata: grüß\r\n\r\ndata: two\r\n\r\n');
    const whole = [
      { event: 'part', data: 'grüß' },
      { event: 'message', data: 'two' },
    ];
    for (let size = 1; size < bytes.length; size += 1) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.slice(n * size, (n + 1) * size),
      );
      assert.deepEqual(await read(...pieces), whole, `pieces of ${size} bytes`);
    }
  });

  it('may hold several lines of data, comments, and fields that mean nothing to us', async () => {
    assert.deepEqual(await read(': still here\n\nid: 7\ndata: a\ndata:b\nretry\n\n'), [
      { event: 'message', data: 'a\nb' },
    ]);
  });

  it('that is cut off drops the event that was not whole', async () => {
    assert.deepEqual(await read('data: whole\n\ndata: half\n'), [{ event: 'message', data: 'whole' }]);
  });
});
