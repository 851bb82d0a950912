import type { Logger } from '../../../../shared/logger.ts';
import type { AppChannel } from '../app/app.channel.ts';
import type { Subscription } from '../app/app.subscriptions.ts';
import type { Component } from '../components/components.ts';
import { Declarations } from '../declarations.ts';
import type { Resiliency } from '../resiliency.ts';
import type { DeadLetterStore } from './dead-letter.store.ts';
import { DeliveryQueue } from './delivery.queue.ts';
import { deliver } from './delivery.ts';
import { type StoredEvent, toTopic } from './event.ts';

/** An app that receives events from the broker. */
export interface Subscriber {
  appId: string;
  channel: AppChannel;
  isUp(): boolean;
  suspect(): void;
}

interface Subscribed {
  appId: string;
  subscription: Subscription;
  queue: DeliveryQueue;
}

export interface BrokerOptions {
  pubsubs: Component[];
  /** All apps of the system. A publish waits for apps that have not declared their subscriptions yet. */
  appIds: string[];
  resiliency: Resiliency;
  deadLetters: DeadLetterStore;
  logger: Logger;
  /** A publish may wait for its subscribers for this many milliseconds. */
  holdMs: number;
}

/** Delivers events from publishers to subscribers in memory. A publish succeeds only when all subscribers took its events. */
export class Broker {
  readonly #options: BrokerOptions;
  readonly #subscribed = new Map<string, Subscribed>();
  readonly #declarations: Declarations;

  constructor(options: BrokerOptions) {
    this.#options = options;
    this.#declarations = new Declarations(options.appIds);
  }

  /** Resumes deliveries to an app that came up with these subscriptions. */
  appUp(subscriber: Subscriber, subscriptions: Subscription[]): void {
    const { appId } = subscriber;
    const wanted = new Map(subscriptions.map((subscription) => [nameOf(appId, subscription), subscription]));
    for (const [name, { appId: owner, queue }] of this.#subscribed) {
      if (owner !== appId || wanted.has(name)) continue;
      queue.clear({ acknowledged: true });
      this.#subscribed.delete(name);
    }
    for (const [name, subscription] of wanted) this.#subscribe(name, subscriber, subscription);
    this.#declarations.add(appId);
    for (const { appId: owner, queue } of this.#subscribed.values()) if (owner === appId) queue.pump();
  }

  /** Drops the waiting events of an app's ephemeral subscriptions. Durable subscriptions keep theirs. */
  appDown(appId: string): void {
    for (const [name, { appId: owner, subscription, queue }] of this.#subscribed) {
      if (owner !== appId || !this.#isEphemeral(subscription.pubsub)) continue;
      queue.clear({ acknowledged: true });
      this.#subscribed.delete(name);
    }
  }

  /** Resolves with the events that were not taken within the hold time, each with the reason. */
  async publish(pubsub: string, events: StoredEvent[]): Promise<Map<StoredEvent, string>> {
    const failed = new Map<StoredEvent, string>();
    const withdrawals: (() => void)[] = [];
    let expired = false;
    let stopWaiting = () => {};
    const deadline = new Promise<void>((resolve) => {
      stopWaiting = resolve;
    });
    const timer = setTimeout(() => {
      expired = true;
      stopWaiting();
    }, this.#options.holdMs);
    try {
      const component = this.#component(pubsub);
      const waits = component && !this.#isEphemeral(pubsub);
      const missing = waits ? await this.#declarations.awaitAll(component, deadline) : [];
      if (missing.length > 0) {
        return new Map(events.map((event) => [event, `${missing.join(', ')} did not come up yet`]));
      }
      await Promise.race([this.#fanOut(pubsub, events, failed, withdrawals), deadline]);
      if (expired) for (const withdraw of withdrawals) withdraw();
      return failed;
    } finally {
      clearTimeout(timer);
    }
  }

  stop(): void {
    for (const { queue } of this.#subscribed.values())
      queue.clear({ acknowledged: false, reason: 'the sidecar stops' });
    this.#subscribed.clear();
  }

  async #fanOut(
    pubsub: string,
    events: StoredEvent[],
    failed: Map<StoredEvent, string>,
    withdrawals: (() => void)[],
  ): Promise<void> {
    const targets = this.#readersOf(pubsub, events[0]?.topic);
    const settled = targets.flatMap(({ subscription, queue }) =>
      events.map(
        (event) =>
          new Promise<void>((resolve) => {
            const { withdraw } = queue.add(event, (outcome) => {
              if (!outcome.acknowledged) failed.set(event, outcome.reason);
              resolve();
            });
            // An ephemeral event is not withdrawn. It stays queued for as long as the app is up.
            if (!this.#isEphemeral(subscription.pubsub)) withdrawals.push(withdraw);
          }),
      ),
    );
    for (const { queue } of targets) queue.pump();
    await Promise.all(settled);
  }

  #subscribe(name: string, subscriber: Subscriber, subscription: Subscription): void {
    const known = this.#subscribed.get(name);
    if (known) {
      Object.assign(known.subscription, subscription);
      known.queue.bulk = subscription.bulk;
      return;
    }
    const policy = this.#options.resiliency.inbound(subscription.pubsub);
    const queue = new DeliveryQueue(subscription.bulk, {
      name: `${subscriber.appId}/${subscription.topic}`,
      policy,
      logger: this.#options.logger,
      isUp: subscriber.isUp,
      deliver: (events) => deliver(subscriber.channel, subscription, events, policy.timeoutMs),
      onNoResponse: subscriber.suspect,
      deadLetter: (event, reason) => this.#deadLetter(subscriber.appId, subscription, event, reason),
    });
    this.#subscribed.set(name, { appId: subscriber.appId, subscription, queue });
  }

  async #deadLetter(appId: string, subscription: Subscription, event: StoredEvent, reason: string): Promise<void> {
    const { logger, deadLetters } = this.#options;
    const { pubsub, topic, deadLetterTopic } = subscription;
    if (deadLetterTopic === undefined) {
      logger.error({ app: appId, topic, event: event.id, reason }, 'An event is lost: it has no dead-letter topic.');
      return;
    }
    const letter = toTopic(deadLetterTopic, event);
    if (this.#readersOf(pubsub, deadLetterTopic).length > 0) {
      const failed = await this.publish(pubsub, [letter]);
      const why = failed.get(letter);
      if (why !== undefined) throw new Error(`The dead letter was not taken: ${why}`);
    } else {
      await deadLetters.store({ appId, pubsub, topic: deadLetterTopic, reason, event });
    }
    logger.error({ app: appId, topic, event: event.id, deadLetterTopic, reason }, 'An event became a dead letter.');
  }

  /** Returns the subscriptions to a topic, through any component with the same brokers. */
  #readersOf(pubsub: string, topic: string | undefined): Subscribed[] {
    const brokers = this.#component(pubsub)?.value('brokers');
    return [...this.#subscribed.values()].filter(
      ({ subscription }) =>
        subscription.topic === topic && this.#component(subscription.pubsub)?.value('brokers') === brokers,
    );
  }

  #component(pubsub: string): Component | undefined {
    return this.#options.pubsubs.find(({ name }) => name === pubsub);
  }

  #isEphemeral(pubsub: string): boolean {
    const component = this.#component(pubsub);
    return component?.value('consumerID') === '{uuid}' && component.value('initialOffset') === 'newest';
  }
}

function nameOf(appId: string, { pubsub, topic }: Subscription): string {
  return JSON.stringify([appId, pubsub, topic]);
}
