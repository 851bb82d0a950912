import { setTimeout as delay } from 'node:timers/promises';
import { ask, type Broker } from './kafka.connection.ts';
import { KafkaError } from './kafka.error.ts';
import { endOffsets, type Partition, partitionsOf } from './kafka.partitions.ts';

const topicExists = 36;
const noSuchTopic = 3;
/** A leader or a coordinator that is just being found, loaded or moved; it is asked again. */
const notYet = [5, 6, 14, 15, 16];
/** So is a broker that is just starting. */
const unreachable = ['ECONNREFUSED', 'ECONNRESET'];
const notYetMs = 30_000;
/** For the number of copies: the broker's own default. */
const brokerDefault = -1;

/** @param addresses as KAFKA_BROKERS has them: `host:port,host:port`; the port defaults to 9092. */
export function brokersOf(addresses: string): Broker[] {
  return addresses.split(',').map((address) => {
    const [host = '', port = '9092'] = address.trim().split(':');
    return { host, port: Number(port) };
  });
}

/** A few administrative requests to a broker without authentication: what no component of Dapr does for us. */
export class Kafka {
  readonly #bootstrap: Broker;

  /** @param bootstrap any broker of the cluster. */
  constructor(bootstrap: Broker) {
    this.#bootstrap = bootstrap;
  }

  /** Topics that exist stay as they are. @returns those that were made. */
  async createTopics(names: readonly string[], partitions: number): Promise<string[]> {
    const answer = await ask(this.#bootstrap, 'createTopics', (body) =>
      body
        .array(names, (name) => body.string(name).int32(partitions).int16(brokerDefault).int32(0).int32(0))
        .int32(10_000)
        .int8(0),
    );
    answer.int32(); // throttling
    const results = answer.array(() => ({ name: answer.string()!, code: answer.int16(), message: answer.string() }));
    for (const { name, code, message } of results) {
      if (code !== 0 && code !== topicExists) throw new KafkaError(`Topic ${name} cannot be created`, code, message);
    }
    return results.flatMap(({ name, code }) => (code === 0 ? name : []));
  }

  /** With all that they hold. Topics that do not exist are no error. */
  async deleteTopics(names: readonly string[]): Promise<void> {
    const answer = await ask(this.#bootstrap, 'deleteTopics', (body) =>
      body.array(names, (name) => body.string(name)).int32(10_000),
    );
    answer.int32(); // throttling
    for (const { name, code } of answer.array(() => ({ name: answer.string()!, code: answer.int16() }))) {
      if (code !== 0 && code !== noSuchTopic) throw new KafkaError(`Topic ${name} cannot be deleted`, code);
    }
  }

  async partitionCount(topic: string): Promise<number> {
    return (await partitionsOf(this.#bootstrap, [topic])).length;
  }

  /**
   * How many records of the topics the group has not yet committed.
   * @param startsFrom what a group reads first of a partition in which it has not committed anything.
   */
  lag(group: string, topics: readonly string[], startsFrom: 'oldest' | 'newest' = 'oldest'): Promise<number> {
    return patiently(() => this.#lag(group, topics, startsFrom));
  }

  /** Names of all consumer groups of this broker, whether or not somebody consumes as one now. */
  groups(): Promise<string[]> {
    return patiently(() => this.#groups());
  }

  async #groups(): Promise<string[]> {
    const answer = await ask(this.#bootstrap, 'listGroups', () => {});
    const code = answer.int16();
    if (code !== 0) throw new KafkaError('Groups cannot be listed', code);
    return answer.array(() => {
      const name = answer.string()!;
      answer.string(); // protocol
      return name;
    });
  }

  async #lag(group: string, topics: readonly string[], startsFrom: 'oldest' | 'newest'): Promise<number> {
    const partitions = await partitionsOf(this.#bootstrap, topics);
    const committed = await this.#committed(group, topics, partitions);
    const leaders = Map.groupBy(partitions, ({ leader }) => leader);
    const lags = [...leaders].map(async ([leader, ofLeader]) => {
      const ends = await endOffsets(leader, ofLeader);
      return ends.reduce((sum, { key, end }) => {
        const start = startsFrom === 'oldest' ? 0n : end;
        return sum + Number(end - (committed.get(key) ?? start));
      }, 0);
    });
    return (await Promise.all(lags)).reduce((sum, lag) => sum + lag, 0);
  }

  /** Whether somebody consumes as that group now. */
  isActive(group: string): Promise<boolean> {
    return patiently(() => this.#isActive(group));
  }

  async #isActive(group: string): Promise<boolean> {
    const answer = await ask(await this.#coordinator(group), 'describeGroups', (body) =>
      body.array([group], (name) => body.string(name)),
    );
    const [state] = answer.array(() => {
      const code = answer.int16();
      if (code !== 0) throw new KafkaError(`Group ${group}`, code);
      answer.string();
      return answer.string();
    });
    return state !== 'Empty' && state !== 'Dead';
  }

  async #coordinator(group: string): Promise<Broker> {
    const answer = await ask(this.#bootstrap, 'findCoordinator', (body) => body.string(group));
    const code = answer.int16();
    if (code !== 0) throw new KafkaError(`Group ${group} has no coordinator yet`, code);
    answer.int32();
    return { host: answer.string()!, port: answer.int32() };
  }

  async #committed(group: string, topics: readonly string[], partitions: Partition[]): Promise<Map<string, bigint>> {
    const answer = await ask(await this.#coordinator(group), 'offsetFetch', (body) =>
      body.string(group).array(topics, (topic) => {
        const own = partitions.filter((partition) => partition.topic === topic);
        body.string(topic).array(own, ({ partition }) => body.int32(partition));
      }),
    );
    const committed = new Map<string, bigint>();
    answer.array(() => {
      const topic = answer.string()!;
      answer.array(() => {
        const partition = answer.int32();
        const offset = answer.int64();
        answer.string();
        const code = answer.int16();
        if (code !== 0) throw new KafkaError(`Offsets of group ${group}`, code);
        if (offset >= 0n) committed.set(`${topic} ${partition}`, offset);
      });
    });
    return committed;
  }
}

async function patiently<T>(request: () => Promise<T>): Promise<T> {
  for (const began = Date.now(); ; await delay(200)) {
    try {
      return await request();
    } catch (error) {
      const isPassing =
        error instanceof KafkaError
          ? notYet.includes(error.code)
          : unreachable.includes((error as NodeJS.ErrnoException).code ?? '');
      if (!isPassing || Date.now() - began > notYetMs) throw error;
    }
  }
}
