import { setTimeout as delay } from 'node:timers/promises';
import { CommunicationProtocolEnum, DaprClient, HTTPClient, HttpMethod } from '@dapr/dapr';
import { currentTraceparent, SpanKind, withSpan } from '../trace.ts';
import { within } from './sidecar.deadline.ts';
import { answerOf, InvocationError, named, reasonOf, SidecarUnavailableError } from './sidecar.errors.ts';
import { type BulkEntry, publishBulk } from './sidecar.publish.ts';
import { deleteState, getState, type SaveOptions, type StoredState, saveState } from './sidecar.state.ts';

export interface SidecarOptions {
  host?: string;
  port: number;
  /** DAPR_API_TOKEN; without one no token is sent. */
  apiToken?: string | undefined;
  /** For one call. Default 15 000, and 75 000 for a publish: longer than the sidecar may hold it. */
  timeoutMs?: number;
}

export interface Invocation {
  appId: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the app's root, without leading slash; may end in a query. Its parts are encoded by the caller. */
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** Everything our services ask of their Dapr sidecar. Every call ends within the time-out. */
export interface Sidecar {
  /** Resolves when the sidecar and its components are up (not necessarily our own app). */
  waitUntilReady(timeoutMs?: number): Promise<void>;
  /** Resolves with the entries that were not acknowledged and why; empty when all were. Does not reject. */
  publishBulk(pubsub: string, topic: string, entries: readonly BulkEntry[]): Promise<Map<string, string>>;
  /**
   * Resolves with the parsed body of a success, rejects with InvocationError for 4xx and 5xx. The SDK hands out neither the
   * headers nor the exact status of a success: a callee that has an ETag to tell puts it into its body.
   */
  invoke(call: Invocation): Promise<unknown>;
  getState<T>(store: string, key: string): Promise<StoredState<T> | undefined>;
  /** Rejects with EtagMismatchError when the condition in the options does not hold. */
  saveState(store: string, key: string, value: unknown, options?: SaveOptions): Promise<void>;
  deleteState(store: string, key: string, options?: { etag?: string | undefined }): Promise<void>;
  getSecret(store: string, name: string): Promise<Record<string, string>>;
  invokeBinding(name: string, operation: string, data?: unknown, metadata?: Record<string, string>): Promise<unknown>;
}

/** A client holds no resource of its own: the SDK's connections are shared by the process, so there is nothing to stop. */
export function createSidecar(options: SidecarOptions): Sidecar {
  const timeoutMs = options.timeoutMs ?? 15_000;
  const publishMs = options.timeoutMs ?? 75_000;
  const client = new DaprClient({
    daprHost: options.host ?? '127.0.0.1',
    daprPort: String(options.port),
    communicationProtocol: CommunicationProtocolEnum.HTTP,
    // Left undefined, the SDK would read the environment.
    daprApiToken: options.apiToken ?? '',
    logger: { service: silent },
  });
  const http = client.daprClient;
  if (!(http instanceof HTTPClient)) throw new Error('The Dapr SDK did not make an HTTP client');
  // Otherwise a call made while the sidecar is down would wait inside the SDK, and be sent long after we gave it up.
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
          // A copy, for the SDK adds its own headers to the object it is given.
          const sent = { headers: { ...trace(), ...headers } };
          return await within(timeoutMs, target, client.invoker.invoke(appId, path, METHODS[method], body, sent));
        } catch (error) {
          const answer = answerOf(error);
          throw answer ? new InvocationError(target, answer) : named(target, error);
        }
      });
    },

    getState: (store, key) => getState(client, timeoutMs, store, key),
    saveState: (store, key, value, save) => saveState(client, timeoutMs, store, key, value, save),
    deleteState: (store, key, condition) => deleteState(client, timeoutMs, store, key, condition),

    async getSecret(store, name) {
      const what = `Reading secret ${name} of ${store}`;
      const secret = await within(timeoutMs, what, client.secret.get(store, name)).catch((error: unknown) => {
        throw named(what, error);
      });
      return secret as Record<string, string>;
    },

    async invokeBinding(name, operation, data, metadata = {}) {
      const what = `Binding ${name} ${operation}`;
      return await within(timeoutMs, what, client.binding.send(name, operation, data, metadata)).catch(
        (error: unknown) => {
          throw named(what, error);
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
