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

/** Watches an app, tells the broker when it comes up or goes down, and runs its cron bindings while it is up. */
export function watchApp({ appId, channel, crons, broker, logger }: WatchOptions): { stop(): void } {
  let activeBindings: string[] = [];
  const monitor = monitorApp({
    appId,
    channel,
    inputBindings: crons.map(({ name }) => name),
    logger,
    onUp: ({ subscriptions, bindings }) => {
      activeBindings = bindings;
      broker.appUp({ appId, channel, isUp: () => monitor.up, suspect: () => monitor.suspect() }, subscriptions);
    },
    onDown: () => broker.appDown(appId),
  });
  // The schedule does not depend on the app, or an app that restarts often would delay its tick for ever.
  const schedules = crons.map((component) =>
    startCronBinding(component, channel, () => monitor.up && activeBindings.includes(component.name), logger),
  );
  return {
    stop: () => {
      for (const schedule of schedules) schedule.stop();
      monitor.stop();
    },
  };
}
