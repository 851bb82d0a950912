import type { Logger } from '../../../../shared/logger.ts';
import type { Component } from '../components/components.ts';
import { startCronBinding } from '../components/cron.binding.ts';
import type { Broker } from '../pubsub/broker.ts';
import type { AppChannel } from './app.channel.ts';
import { monitorApp } from './app.monitor.ts';

export interface WatchOptions {
  appId: string;
  channel: AppChannel;
  /** The cron bindings in the app's scope. */
  crons: Component[];
  broker: Broker;
  logger: Logger;
}

/** Tells the broker, and the cron bindings, of an app's coming and going. */
export function watchApp({ appId, channel, crons, broker, logger }: WatchOptions): { stop(): void } {
  let answered: string[] = [];
  const monitor = monitorApp({
    appId,
    channel,
    inputBindings: crons.map(({ name }) => name),
    logger,
    onUp: ({ subscriptions, bindings }) => {
      answered = bindings;
      broker.appUp({ appId, channel, isUp: () => monitor.up, suspect: () => monitor.suspect() }, subscriptions);
    },
    onDown: () => broker.appDown(appId),
  });
  // The schedule runs on whatever the app does: one that restarts often must not put off its tick for ever.
  const schedules = crons.map((component) =>
    startCronBinding(component, channel, () => monitor.up && answered.includes(component.name), logger),
  );
  return {
    stop: () => {
      for (const schedule of schedules) schedule.stop();
      monitor.stop();
    },
  };
}
