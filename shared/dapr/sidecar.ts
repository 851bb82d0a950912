import { setTimeout as delay } from 'node:timers/promises';
import { CommunicationProtocolEnum, DaprClient, HTTPClient, HttpMethod } from '@dapr/dapr';
import { currentTraceparent, SpanKind, withSpan } from '../trace.ts';
import { within } from './sidecar.deadline.ts';
import { InvocationError, reasonOf, responseOf, SidecarUnavailableError, sidecarError } from './sidecar.errors.ts';
import { type BulkEntry, publishBulk } from './sidecar.publish.ts';
import { deleteState, getState, type SaveOptions, type StoredState, saveState } from './sidecar.state.ts';

export interface SidecarOptions {
  host?: string;
  port: number;
  /** DAPR_API_TOKEN; without one no token is sent. */
  apiToken?: string | undefined;
  /** The limit of one call. Default: 15 000, and 75 000 for a publish, which is longer than the sidecar may hold it. */
  timeoutMs?: number;
}

export interface Invocation {
  appId: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below the app's root without leading slash, perhaps with a query. The caller encodes its parts. */
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** All calls that our services make to their Dapr sidecar. Every call ends within the time-out. */
export interface Sidecar {
  /** Resolves when the sidecar and its components are up (not necessarily our own app). */
  waitUntilReady(timeoutMs?: number): Promise<void>;
  /** Resolves with the entries that were not acknowledged, each with the reason. Never rejects. */
  publishBulk(pubsub: string, topic: string, entries: readonly BulkEntry[]): Promise<Map<string, string>>;
  /**
   * Resolves with the parsed body of a success, and rejects with InvocationError for 4xx and 5xx. The SDK returns neither the
   * headers nor the exact status of a success, so a callee puts an ETag into its body.
   */
  invoke(call: Invocation): Promise<unknown>;
  getState<T>(store: string, key: string): Promise<StoredState<T> | undefined>;
  /** Rejects with EtagMismatchError when the condition in the options does not hold. */
  saveState(store: string, key: string, value: unknown, options?: SaveOptions): Promise<void>;
  deleteState(store: string, key: string, options?: { etag?: string | undefined }): Promise<void>;
  getSecret(store: string, name: string): Promise<Record<string, string>>;
  invokeBinding(name: string, operation: string, data?: unknown, metadata?: Record<string, string>): Promise<unknown>;
}

/** Creates a client. There is nothing to stop, because the process shares the SDK's connections. */
export function createSidecar(options: SidecarOptions): Sidecar {
  const timeoutMs = options.timeoutMs ?? 15_000;
  const publishMs = options.timeoutMs ?? 75_000;
  const client = new DaprClient({
    daprHost: options.host ?? '127.0.0.1',
    daprPort: String(options.port),
    communicationProtocol: CommunicationProtocolEnum.HTTP,
    // If it were undefined, the SDK would read the environment.
    daprApiToken: options.apiToken ?? '',
    logger: { service: silent },
  });
  const http = client.daprClient;
  if (!(http instanceof HTTPClient)) throw new Error('The Dapr SDK did not make an HTTP client');
  // Otherwise a call made while the sidecar is down would wait in the SDK, and be sent long after its time-out.
  http.setIsInitialized(true);

  return {
    waitUntilReady: (readyMs = 30_000) =>
      waitUntilReady(http, `${options.host ?? '127.0.0.1'}:${options.port}`, readyMs),

    publishBulk: (pubsub, topic, entries) => publishBulk(http, publishMs, { pubsub, topic }, entries),

    invoke({ appId, method, path, body, headers = {} }) {
      const target = `${method} ${appId}/${path}`;
      const attributes = { 'rpc.system': 'dapr', 'rpc.service': appId };
      return withSpan(`invoke ${appId}`, { kind: SpanKind.CLIENT, attributes }, async () => {
        try {
          // The headers are copied, because the SDK adds its own to the object.
          const sent = { headers: { ...trace(), ...headers } };
          return await within(timeoutMs, target, client.invoker.invoke(appId, path, METHODS[method], body, sent));
        } catch (error) {
          const response = responseOf(error);
          throw response ? new InvocationError(target, response) : sidecarError(target, error);
        }
      });
    },

    getState: (store, key) => getState(client, timeoutMs, store, key),
    saveState: (store, key, value, save) => saveState(client, timeoutMs, store, key, value, save),
    deleteState: (store, key, condition) => deleteState(client, timeoutMs, store, key, condition),

    async getSecret(store, name) {
      const action = `Reading secret ${name} of ${store}`;
      const secret = await within(timeoutMs, action, client.secret.get(store, name)).catch((error: unknown) => {
        throw sidecarError(action, error);
      });
      return secret as Record<string, string>;
    },

    async invokeBinding(name, operation, data, metadata = {}) {
      const action = `Binding ${name} ${operation}`;
      return await within(timeoutMs, action, client.binding.send(name, operation, data, metadata)).catch(
        (error: unknown) => {
          throw sidecarError(action, error);
        },
      );
    },
  };
}

/** The callee's log lines and events belong to the trace of the caller. */
function trace(): Record<string, string> {
  const traceparent = currentTraceparent();
  return traceparent ? { traceparent } : {};
}

const METHODS = {
  GET: HttpMethod.GET,
  POST: HttpMethod.POST,
  PUT: HttpMethod.PUT,
  PATCH: HttpMethod.PATCH,
  DELETE: HttpMethod.DELETE,
};

// Failures reach us as errors; the SDK's debug lines would print the API token.
const nothing = () => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, verbose: nothing, debug: nothing };

async function waitUntilReady(http: HTTPClient, address: string, readyMs: number): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (true) {
    try {
      const left = Math.max(1, deadline - Date.now());
      await within(left, 'healthz/outbound', http.execute('/healthz/outbound', undefined, false));
      return;
    } catch (error) {
      if (Date.now() >= deadline) {
        throw new SidecarUnavailableError(
          `No ready Dapr sidecar at ${address} after ${readyMs} ms (${reasonOf(error)}). ` +
            'Start the system with `npm start`, or this service with `dapr run`, and check DAPR_HTTP_PORT.',
          { cause: error },
        );
      }
      await delay(Math.min(200, Math.max(0, deadline - Date.now())));
    }
  }
}
