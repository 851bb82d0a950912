import { Admin, ListOffsetTimestamps } from '@platformatic/kafka';

/** The states of consumer groups without members. */
const inactiveStates = ['Empty', 'Dead'];

/** Sends administrative requests, which Dapr does not offer, to a broker without authentication. */
export class Kafka {
  readonly #admin: Admin;

  /** @param brokers in the form of KAFKA_BROKERS: `host:port,host:port`. */
  constructor(brokers: string) {
    this.#admin = new Admin({
      clientId: 'todo-chatbot',
      bootstrapBrokers: brokers.split(',').map((address) => address.trim()),
      retries: 150,
      retryDelay: 200,
    });
  }

  /** Creates the topics that do not exist and returns their names. */
  async createTopics(names: readonly string[], partitions: number): Promise<string[]> {
    const existing = await this.#admin.listTopics();
    const missing = names.filter((name) => !existing.includes(name));
    if (missing.length > 0) await this.#admin.createTopics({ topics: missing, partitions, replicas: -1 });
    return missing;
  }

  /** Deletes topics and their records. Topics that do not exist are no error. */
  async deleteTopics(names: readonly string[]): Promise<void> {
    const existing = await this.#admin.listTopics();
    const topics = names.filter((name) => existing.includes(name));
    if (topics.length > 0) await this.#admin.deleteTopics({ topics });
  }

  async partitionCount(topic: string): Promise<number> {
    const { topics } = await this.#admin.metadata({ topics: [topic], forceUpdate: true });
    return topics.get(topic)?.partitionsCount ?? 0;
  }

  /**
   * Returns the number of records in the topics that the group has not yet committed.
   * @param startsFrom where the group starts to read a partition in which it has not committed anything.
   */
  async lag(group: string, names: readonly string[], startsFrom: 'oldest' | 'newest' = 'oldest'): Promise<number> {
    const { topics } = await this.#admin.metadata({ topics: [...names], forceUpdate: true });
    const ends = await this.#admin.listOffsets({
      topics: [...topics].map(([name, { partitionsCount }]) => ({
        name,
        partitions: Array.from({ length: partitionsCount }, (_, partitionIndex) => ({
          partitionIndex,
          timestamp: ListOffsetTimestamps.LATEST,
        })),
      })),
    });
    const [offsets] = await this.#admin.listConsumerGroupOffsets({ groups: [group] });
    const committed = new Map(
      offsets?.topics.flatMap(({ name, partitions }) =>
        partitions.map(({ partitionIndex, committedOffset }) => [`${name} ${partitionIndex}`, committedOffset]),
      ),
    );
    const lags = ends.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, offset }) => {
        const start = committed.get(`${name} ${partitionIndex}`) ?? -1n;
        if (start >= 0n) return Number(offset - start);
        return startsFrom === 'oldest' ? Number(offset) : 0;
      }),
    );
    return lags.reduce((sum, lag) => sum + lag, 0);
  }

  /** Returns the names of all consumer groups, with and without members. */
  async groups(): Promise<string[]> {
    return [...(await this.#admin.listGroups()).keys()];
  }

  /** Returns whether the group has members now. */
  async isActive(group: string): Promise<boolean> {
    const state = (await this.#admin.describeGroups({ groups: [group] })).get(group)?.state;
    return state !== undefined && !inactiveStates.includes(state);
  }

  close(): Promise<void> {
    return this.#admin.close();
  }
}
