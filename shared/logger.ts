import { type Logger, pino } from 'pino';
import { currentTraceId } from './trace.ts';

export type { Logger };

/** JSON lines on standard output, each with the trace it belongs to. Credentials are never written. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const traceId = currentTraceId();
      return traceId ? { traceId } : {};
    },
    redact: ['*.password', '*.token', '*.authorization', '*.cookie'],
  });
}
