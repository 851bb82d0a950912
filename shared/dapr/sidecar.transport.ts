import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type HTTPClient from '@dapr/dapr/implementation/Client/HTTPClient/HTTPClient.js';
import { ResponseError, SidecarTimeoutError } from './sidecar.errors.ts';

export interface Address {
  host: string;
  port: number;
  /** DAPR_API_TOKEN; without one no token is sent. */
  apiToken: string | undefined;
}

interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

const agent = new Agent({ keepAlive: true });
// Failures reach us as errors; the SDK's debug lines would print the API token.
const nothing = () => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, verbose: nothing, debug: nothing };

/**
 * Sends the requests of the SDK's building blocks, in place of its `HTTPClient`: that one loads gRPC, Express and the workflows,
 * which take 55 MiB and 0.35 s in each process, and knows no time-outs.
 */
export class SidecarTransport {
  readonly options = { logger: { service: silent } };
  readonly #address: Address;
  readonly #timeoutMs: number;

  constructor(address: Address, timeoutMs: number) {
    this.#address = address;
    this.#timeoutMs = timeoutMs;
  }

  /** The same with the type that the building blocks ask for, of which they use `options`, `execute` and `executeWithApiVersion`. */
  get client(): HTTPClient.default {
    return this as unknown as HTTPClient.default;
  }

  execute(path: string, sent?: Sent): Promise<unknown> {
    return this.executeWithApiVersion('v1.0', path, sent);
  }

  /**
   * Resolves with the parsed body of a success, or its text where it is not JSON.
   * @throws ResponseError for 4xx and 5xx, SidecarTimeoutError, or the error of the connection
   */
  async executeWithApiVersion(version: string, path: string, { method = 'GET', body, headers }: Sent = {}) {
    const { host, port, apiToken } = this.#address;
    const signal = AbortSignal.timeout(this.#timeoutMs);
    const content = body === undefined ? undefined : JSON.stringify(body);
    const sending = request({
      host,
      port,
      path: `/${version}${path}`,
      method: method.toUpperCase(),
      headers: {
        ...headers,
        // Node tells the length by itself, but not that of a DELETE.
        ...(content && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) }),
        ...(apiToken && { 'dapr-api-token': apiToken }),
      },
      agent,
      signal,
    });
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        sending.on('response', resolve).on('error', reject);
        sending.end(content);
      });
      const received = parsed(await text(response));
      if (response.statusCode! < 400) return received;
      throw new ResponseError(response.statusCode!, received);
    } catch (error) {
      throw signal.aborted ? new SidecarTimeoutError(`no response within ${this.#timeoutMs} ms`) : error;
    }
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
