import { Admin, ListOffsetTimestamps } from '@platformatic/kafka';

/** Consumer groups that nobody is a member of. */
const inactiveStates = ['Empty', 'Dead'];

/** Administrative requests to a broker without authentication: what no component of Dapr does for us. */
export class Kafka {
  readonly #admin: Admin;

  /** @param brokers as KAFKA_BROKERS has them: `host:port,host:port`. */
  constructor(brokers: string) {
    this.#admin = new Admin({
      clientId: 'todo-chatbot',
      bootstrapBrokers: brokers.split(',').map((address) => address.trim()),
      retries: 150,
      retryDelay: 200,
    });
  }

  /** Topics that exist stay as they are. @returns those that were created. */
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
   * How many records of the topics the group has not yet committed.
   * @param startsFrom what a group reads first of a partition in which it has not committed anything.
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

  /** Names of all consumer groups, whether or not somebody consumes as one now. */
  async groups(): Promise<string[]> {
    return [...(await this.#admin.listGroups()).keys()];
  }

  /** Whether somebody consumes as that group now. */
  async isActive(group: string): Promise<boolean> {
    const state = (await this.#admin.describeGroups({ groups: [group] })).get(group)?.state;
    return state !== undefined && !inactiveStates.includes(state);
  }

  close(): Promise<void> {
    return this.#admin.close();
  }
}
