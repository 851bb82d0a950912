import type { Logger } from '../../../shared/logger.ts';
import type { AppChannel } from './app.channel.ts';
import { monitorApp } from './app.monitor.ts';
import type { Broker } from './broker.ts';
import type { Component } from './components.ts';
import { type CronBinding, startCronBinding } from './cron.binding.ts';

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
  let running: CronBinding[] = [];
  const stopCrons = () => {
    for (const cron of running.splice(0)) cron.stop();
  };
  const monitor = monitorApp({
    appId,
    channel,
    inputBindings: crons.map(({ name }) => name),
    logger,
    onUp: ({ subscriptions, bindings }) => {
      const subscriber = { appId, channel, isUp: () => monitor.up, suspect: () => monitor.suspect() };
      broker.appUp(subscriber, subscriptions);
      running = crons
        .filter(({ name }) => bindings.includes(name))
        .map((component) => startCronBinding(component, channel, () => monitor.up, logger));
    },
    onDown: () => {
      stopCrons();
      broker.appDown(appId);
    },
  });
  return {
    stop: () => {
      stopCrons();
      monitor.stop();
    },
  };
}
