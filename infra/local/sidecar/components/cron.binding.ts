import type { Logger } from '../../../../shared/logger.ts';
import type { AppChannel } from '../app/app.channel.ts';
import { durationMs } from '../resiliency.ts';
import type { Component } from './components.ts';

/** Posts `/<name>` to the app at every tick while it is up. A tick is skipped if the previous request is still running. */
export function startCronBinding(
  component: Component,
  channel: AppChannel,
  isListening: () => boolean,
  logger: Logger,
): { stop(): void } {
  const schedule = component.value('schedule') ?? '';
  const every = /^@every (.+)$/.exec(schedule)?.[1];
  if (every === undefined) throw new Error(`The local sidecar only knows '@every <duration>', not '${schedule}'`);
  const everyMs = durationMs(every);
  let running = false;

  const tick = async () => {
    if (running || !isListening()) return;
    running = true;
    try {
      const { status } = await channel.call({
        method: 'POST',
        path: `/${component.name}`,
        headers: { 'content-type': 'application/json' },
        timeoutMs: 60_000,
      });
      if (status < 200 || status > 299) logger.error({ binding: component.name, status }, 'A cron tick failed.');
    } catch (error) {
      logger.warn({ binding: component.name, err: error }, 'A cron tick failed.');
    } finally {
      running = false;
    }
  };
  const timer = setInterval(tick, everyMs);
  return { stop: () => clearInterval(timer) };
}
