import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** How a consumer behaves towards its sidecar. */
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

/** A request of a sidecar to its app. */
export interface SidecarRequest {
  method: string;
  path: string;
  body: string;
}

/**
 * Stands between a daprd and its app, forwards every request, records deliveries, and makes them fail or slows them down.
 * Half of the failing deliveries never reach the app. The other half reach it and only lose the response, so the app gets
 * the same event again after it has processed it.
 */
export class DeliveryProxy {
  conduct: Conduct = 'well';
  /** Is called for every request. If it returns a status, the proxy responds with it and does not call the app. */
  responseFor: (request: SidecarRequest) => number | undefined = () => undefined;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #appPort: number;
  readonly #onDelivery: (delivery: Delivery) => void;
  readonly #chance: () => number;

  /** @param chance returns a number from 0 to 1 for each delivery that may fail. */
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
    const status = this.responseFor({ method, path, body: body.toString() });
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
    const appResponse = await this.#forward(incoming, body);
    if (conduct === 'fails half' && fate < 0.5) {
      response.destroy();
      return;
    }
    response.writeHead(appResponse.status, appResponse.headers).end(appResponse.body);
  }

  async #forward({ method, url, headers }: IncomingMessage, body: Buffer) {
    // These headers belong to the sidecar's connection. The body is sent at once, so its length is known.
    const { connection: _, 'transfer-encoding': __, ...forwarded } = headers;
    const outgoing = request({
      host: '127.0.0.1',
      port: this.#appPort,
      agent: this.#agent,
      method,
      path: url,
      headers: { ...forwarded, 'content-length': body.length },
    });
    outgoing.end(body);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    const { connection: ___, 'transfer-encoding': ____, ...returned } = incoming.headers;
    return { status: incoming.statusCode ?? 502, headers: returned, body: await bytesOf(incoming) };
  }
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Returns the events of a single or a bulk delivery. */
function eventsIn(body: Buffer): DeliveredEvent[] {
  const parsed = JSON.parse(body.toString());
  return Array.isArray(parsed.entries) ? parsed.entries.map(({ event }: { event: DeliveredEvent }) => event) : [parsed];
}
