import { ask, type Broker } from './kafka.connection.ts';
import { KafkaError } from './kafka.error.ts';

export interface Partition {
  topic: string;
  partition: number;
  leader: Broker;
}

/** The partitions of topics that exist, each with the broker that has its records. */
export async function partitionsOf(bootstrap: Broker, topics: readonly string[]): Promise<Partition[]> {
  const answer = await ask(bootstrap, 'metadata', (body) => body.array(topics, (topic) => body.string(topic)).int8(0));
  answer.int32(); // throttling
  const brokers = answer.array(() => {
    const broker = { id: answer.int32(), host: answer.string()!, port: answer.int32() };
    answer.string(); // rack
    return broker;
  });
  answer.string(); // cluster id
  answer.int32(); // controller
  return answer
    .array(() => {
      const code = answer.int16();
      const topic = answer.string()!;
      if (code !== 0) throw new KafkaError(`Topic ${topic}`, code);
      answer.int8(); // internal
      return answer.array(() => {
        answer.int16(); // a leader is all we need
        const partition = answer.int32();
        const leader = answer.int32();
        answer.array(() => answer.int32());
        answer.array(() => answer.int32());
        const broker = brokers.find(({ id }) => id === leader);
        if (!broker) throw new KafkaError(`Partition ${partition} of ${topic} has no leader`, 5);
        return { topic, partition, leader: broker };
      });
    })
    .flat();
}

/** Where the next record of each partition will be. */
export async function endOffsets(leader: Broker, partitions: Partition[]): Promise<{ key: string; end: bigint }[]> {
  const latest = -1n;
  const byTopic = [...Map.groupBy(partitions, ({ topic }) => topic)];
  const answer = await ask(leader, 'listOffsets', (body) =>
    body.int32(-1).array(byTopic, ([topic, own]) => {
      body.string(topic).array(own, ({ partition }) => body.int32(partition).int64(latest));
    }),
  );
  return answer
    .array(() => {
      const topic = answer.string()!;
      return answer.array(() => {
        const partition = answer.int32();
        const code = answer.int16();
        if (code !== 0) throw new KafkaError(`Offsets of ${topic}`, code);
        answer.int64(); // timestamp
        return { key: `${topic} ${partition}`, end: answer.int64() };
      });
    })
    .flat();
}
