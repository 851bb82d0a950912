import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import {
  type Attributes,
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type TimeInput,
  TraceFlags,
  trace,
} from '@opentelemetry/api';

export { SpanKind };

/** W3C Trace Context, https://www.w3.org/TR/trace-context/#traceparent-header */
const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
const current = new AsyncLocalStorage<Context>();
/** The tracer records nothing until `startTracing` registers an exporter. */
const tracer = () => trace.getTracer('todo');

export interface SpanOptions {
  kind: SpanKind;
  /** The `traceparent` of the request or event that is handled. Without one, the current span is the parent. */
  parent?: string | undefined;
  attributes?: Attributes;
}

/**
 * Runs `work` as a span of the trace that it belongs to, or of a new one. There is always a trace, because log lines and events
 * carry its id. Its spans are recorded only when tracing is on.
 */
export function withSpan<T>(name: string, { kind, parent, attributes }: SpanOptions, work: (span: Span) => T): T {
  const within = (parent === undefined ? current.getStore() : contextOf(parent)) ?? ROOT_CONTEXT;
  const started = tracer().startSpan(name, { kind, ...(attributes && { attributes }) }, within);
  const span = isSpanContextValid(started.spanContext()) ? started : trace.wrapSpanContext(newSpanContext());
  return current.run(trace.setSpan(within, span), () => {
    try {
      const result = work(span);
      if (!(result instanceof Promise)) span.end();
      else
        result.then(
          () => span.end(),
          (error) => fail(span, error),
        );
      return result;
    } catch (error) {
      fail(span, error);
      throw error;
    }
  });
}

/** Records a span that has ended and that began before this process knew of it. */
export function recordSpan(name: string, options: SpanOptions & { startTime: TimeInput }): void {
  const { kind, parent, attributes, startTime } = options;
  const within = parent && contextOf(parent);
  if (within)
    tracer()
      .startSpan(name, { kind, startTime, ...(attributes && { attributes }) }, within)
      .end();
}

/** Returns the `traceparent` to pass on. */
export function currentTraceparent(): string | undefined {
  const span = currentSpan();
  return span && `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

export function currentTraceId(): string | undefined {
  return currentSpan()?.traceId;
}

function currentSpan(): SpanContext | undefined {
  const context = current.getStore();
  return context && trace.getSpanContext(context);
}

function contextOf(traceparent: string): Context | undefined {
  const [, traceId, spanId, flags] = pattern.exec(traceparent) ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}

function newSpanContext(): SpanContext {
  return { traceId: randomHex(), spanId: randomHex().slice(-16), traceFlags: TraceFlags.SAMPLED };
}

/** Returns 32 digits. A UUID is random enough and cheap, because Node draws the randomness for many of them at a time. */
function randomHex(): string {
  return randomUUID().replaceAll('-', '');
}

function fail(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
