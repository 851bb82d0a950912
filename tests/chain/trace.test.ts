import assert from 'node:assert/strict';
import { SpanKind, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { eventually } from '../support/eventually.ts';
import { connect } from '../support/services/test-socket.ts';
import { useClient } from '../support/use-client.ts';
import { useChain } from './start-chain.ts';

interface Frame {
  traceparent: string;
  data: { change: string; task: { occurrence: number } };
}

describe('a trace', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  before(() => void trace.setGlobalTracerProvider(provider));
  const chain = useChain({ now: new Date() });
  const ada = useClient(chain, 'Europe/Berlin');
  after(async () => {
    await provider.shutdown();
    trace.disable();
  });

  it('goes from the click through outbox, events and invocation to the socket, unbroken', async () => {
    const { socket, frames } = await connect(chain.websocket.url, {
      headers: { authorization: `Bearer ${ada.token}` },
    });
    const { body: rent } = await ada.post('/api/tasks', {
      title: 'Pay rent',
      due: { date: '2027-01-31' },
      recurrence: { frequency: 'monthly' },
    });
    const clicked = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
    const traceparent = `00-${clicked.traceId}-${clicked.spanId}-01`;
    await ada.post(`/api/tasks/${rent.id}/complete`, undefined, { traceparent });
    const shown = await eventually('the successor is shown', () =>
      (frames as Frame[]).find(({ data }) => data.change === 'created' && data.task.occurrence === 2),
    );
    await chain.settled();
    socket.terminate();

    const spans = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === clicked.traceId);
    const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
    const [, traceId, spanId] = shown.traceparent.split('-');
    assert.equal(traceId, clicked.traceId);
    const sent = byId.get(spanId!);
    assert.ok(sent, 'the frame names the span that sent it');
    assert.deepEqual(wayTo(sent, byId), [
      'POST /api/tasks/:id/complete',
      'process task-events',
      'invoke backend',
      'POST /internal/successors',
      'process task-updates',
    ]);
    const producers = spans.filter(({ kind }) => kind === SpanKind.PRODUCER).map(({ name }) => name);
    for (const topic of ['task-events', 'task-updates']) {
      assert.equal(
        producers.filter((name) => name === `publish ${topic}`).length,
        2,
        `completion and successor on ${topic}`,
      );
    }
  });
});

/** The names of a span's ancestors and its own, the eldest first. */
function wayTo(span: ReadableSpan, byId: ReadonlyMap<string, ReadableSpan>): string[] {
  const parent = byId.get(span.parentSpanContext?.spanId ?? '');
  return [...(parent ? wayTo(parent, byId) : []), span.name];
}
