import { once } from 'node:events';
import { connect } from 'node:net';
import { Reader, Writer } from './kafka.wire.ts';

export interface Broker {
  host: string;
  port: number;
}

/** What we ask of a broker: keys and versions that Kafka 2.4 to 4 and Redpanda know alike. */
const requests = {
  listOffsets: [2, 1],
  metadata: [3, 4],
  offsetFetch: [9, 1],
  findCoordinator: [10, 0],
  describeGroups: [15, 0],
  listGroups: [16, 0],
  createTopics: [19, 4],
  deleteTopics: [20, 1],
} as const;

const timeoutMs = 15_000;
const correlationId = 1;

/** One request on a connection of its own. Rejects when the broker does not answer; errors within the answer are the caller's. */
export async function ask(
  { host, port }: Broker,
  request: keyof typeof requests,
  write: (body: Writer) => void,
): Promise<Reader> {
  const socket = connect({ host, port });
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`${host}:${port} does not answer`)));
  try {
    await once(socket, 'connect');
    const [key, version] = requests[request];
    const message = new Writer().int16(key).int16(version).int32(correlationId).string('todo-chatbot');
    write(message);
    const bytes = message.bytes();
    socket.write(new Writer().int32(bytes.length).bytes());
    socket.write(bytes);

    let received = Buffer.alloc(0);
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < 4 + received.readInt32BE()) continue;
      const answer = new Reader(received.subarray(4));
      answer.int32(); // the correlation id: there is only one request
      return answer;
    }
    throw new Error(`${host}:${port} closed the connection: it does not know the request ${request}`);
  } finally {
    socket.destroy();
  }
}
