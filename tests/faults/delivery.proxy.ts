import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** What a consumer does, as its sidecar sees it. */
export type Conduct = 'well' | 'fails half' | 'slow';

const slowMs = 2_000;

/** An event on its way to a consumer. */
export interface Delivery {
  topic: string;
  event: DeliveredEvent;
}

export interface DeliveredEvent {
  id: string;
  type?: string;
  subject?: string;
  data?: { task?: { id: string; version: number } };
}

/** What a sidecar asks of its app. */
export interface Asked {
  method: string;
  path: string;
  body: string;
}

/**
 * Stands between a daprd and its app, passes everything on, notes what is delivered, and makes deliveries fail or drag on.
 * Half of those that fail never reach the app; of the others only the answer is lost, so what they did comes again.
 */
export class DeliveryProxy {
  conduct: Conduct = 'well';
  /** Sees whatever is asked; a status it answers is the answer, and the app is not asked. */
  answerFor: (asked: Asked) => number | undefined = () => undefined;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #appPort: number;
  readonly #onDelivery: (delivery: Delivery) => void;
  readonly #chance: () => number;

  /** @param chance answers a number from 0 to 1 for each delivery that may fail. */
  constructor(appPort: number, onDelivery: (delivery: Delivery) => void, chance: () => number = Math.random) {
    this.#appPort = appPort;
    this.#onDelivery = onDelivery;
    this.#chance = chance;
    this.#server = createServer({ keepAliveTimeout: 65_000 }, (incoming, response) => {
      this.#pass(incoming, response).catch(() => response.destroy());
    });
  }

  async listen(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#agent.destroy();
  }

  async #pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    const topic = /^\/events\/([\w.-]+)$/.exec(incoming.url ?? '')?.[1];
    const isDelivery = incoming.method === 'POST' && topic !== undefined;
    if (isDelivery) for (const event of eventsIn(body)) this.#onDelivery({ topic, event });
    const { method = '', url: path = '' } = incoming;
    const status = this.answerFor({ method, path, body: body.toString() });
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const conduct = isDelivery ? this.conduct : 'well';
    const fate = this.#chance();
    if (conduct === 'fails half' && fate < 0.25) {
      response.writeHead(503).end();
      return;
    }
    if (conduct === 'slow') await delay(slowMs);
    const answer = await this.#forward(incoming, body);
    if (conduct === 'fails half' && fate < 0.5) {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  async #forward({ method, url, headers }: IncomingMessage, body: Buffer) {
    // The connection is ours; how long the body is does not change.
    const { connection: _, 'transfer-encoding': __, ...kept } = headers;
    const outgoing = request({
      ...{ host: '127.0.0.1', port: this.#appPort, agent: this.#agent, method, path: url },
      headers: { ...kept, 'content-length': body.length },
    });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const { connection: ___, 'transfer-encoding': ____, ...answered } = answer.headers;
    return { status: answer.statusCode ?? 502, headers: answered, body: await bytesOf(answer) };
  }
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Of a single delivery or a bulk. */
function eventsIn(body: Buffer): DeliveredEvent[] {
  const parsed = JSON.parse(body.toString());
  return Array.isArray(parsed.entries) ? parsed.entries.map(({ event }: { event: DeliveredEvent }) => event) : [parsed];
}
