import { setTimeout as delay } from 'node:timers/promises';
import methods from '@dapr/dapr/enum/HttpMethod.enum.js';
import bindings from '@dapr/dapr/implementation/Client/HTTPClient/binding.js';
import invokers from '@dapr/dapr/implementation/Client/HTTPClient/invoker.js';
import secrets from '@dapr/dapr/implementation/Client/HTTPClient/secret.js';
import states from '@dapr/dapr/implementation/Client/HTTPClient/state.js';
import { currentTraceparent, SpanKind, withSpan } from '../trace.ts';
import { InvocationError, ResponseError, reasonOf, SidecarUnavailableError, sidecarError } from './sidecar.errors.ts';
import { type BulkEntry, publishBulk } from './sidecar.publish.ts';
import { deleteState, getState, type SaveOptions, type StoredState, saveState } from './sidecar.state.ts';
import { type Address, SidecarTransport } from './sidecar.transport.ts';

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

/** Creates a client. There is nothing to stop: connections that wait for the next request keep no process alive. */
export function createSidecar(options: SidecarOptions): Sidecar {
  const address = { host: options.host ?? '127.0.0.1', port: options.port, apiToken: options.apiToken };
  const { client } = new SidecarTransport(address, options.timeoutMs ?? 15_000);
  const publisher = new SidecarTransport(address, options.timeoutMs ?? 75_000);
  const invoker = new invokers.default(client);
  const state = new states.default(client);
  const binding = new bindings.default(client);
  const secret = new secrets.default(client);

  return {
    waitUntilReady: (readyMs = 30_000) => waitUntilReady(address, readyMs),

    publishBulk: (pubsub, topic, entries) => publishBulk(publisher, { pubsub, topic }, entries),

    invoke({ appId, method, path, body, headers = {} }) {
      const target = `${method} ${appId}/${path}`;
      const attributes = { 'rpc.system': 'dapr', 'rpc.service': appId };
      return withSpan(`invoke ${appId}`, { kind: SpanKind.CLIENT, attributes }, async () => {
        try {
          const sent = { headers: { ...trace(), ...headers } };
          return await invoker.invoke(appId, path, methods.HttpMethod[method], body, sent);
        } catch (error) {
          throw error instanceof ResponseError ? new InvocationError(target, error) : sidecarError(target, error);
        }
      });
    },

    getState: (store, key) => getState(state, store, key),
    saveState: (store, key, value, save) => saveState(state, store, key, value, save),
    deleteState: (store, key, condition) => deleteState(state, store, key, condition),

    async getSecret(store, name) {
      const found = await secret.get(store, name).catch((error: unknown) => {
        throw sidecarError(`Reading secret ${name} of ${store}`, error);
      });
      return found as Record<string, string>;
    },

    invokeBinding: (name, operation, data, metadata = {}) =>
      binding.send(name, operation, data, metadata).catch((error: unknown) => {
        throw sidecarError(`Binding ${name} ${operation}`, error);
      }),
  };
}

/** The callee's log lines and events belong to the trace of the caller. */
function trace(): Record<string, string> {
  const traceparent = currentTraceparent();
  return traceparent ? { traceparent } : {};
}

async function waitUntilReady(address: Address, readyMs: number): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (true) {
    try {
      const left = Math.max(1, deadline - Date.now());
      await new SidecarTransport(address, left).execute('/healthz/outbound');
      return;
    } catch (error) {
      if (Date.now() >= deadline) {
        throw new SidecarUnavailableError(
          `No ready Dapr sidecar at ${address.host}:${address.port} after ${readyMs} ms (${reasonOf(error)}). ` +
            'Start the system with `npm start`, or this service with `dapr run`, and check DAPR_HTTP_PORT.',
          { cause: error },
        );
      }
      await delay(Math.min(200, Math.max(0, deadline - Date.now())));
    }
  }
}
