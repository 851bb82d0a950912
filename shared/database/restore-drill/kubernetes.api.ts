import { request as http, type IncomingMessage } from 'node:http';
import { request as https } from 'node:https';
import { text } from 'node:stream/consumers';
import { DrillError } from './drill.error.ts';

export interface KubernetesAccess {
  /** For example `https://10.0.0.1:443`. */
  url: string;
  namespace: string;
  /** The certificate that signed the API server's, as PEM. */
  ca?: string;
  /** Returns the account's token, which Kubernetes replaces from time to time. */
  token(): string;
}

/** The kinds of resources, as the API's paths have them. */
const kinds = {
  cluster: { group: 'apis/postgresql.cnpg.io/v1', plural: 'clusters' },
  volume: { group: 'api/v1', plural: 'persistentvolumeclaims' },
  secret: { group: 'api/v1', plural: 'secrets' },
};
type Kind = keyof typeof kinds;

/** The requests that the drill sends to the Kubernetes API. */
export class KubernetesApi {
  readonly #access: KubernetesAccess;

  constructor(access: KubernetesAccess) {
    this.#access = access;
  }

  /** Returns the resource, or undefined if there is none. */
  get<Resource>(kind: Kind, name: string): Promise<Resource | undefined> {
    return this.#send<Resource>('GET', kind, name);
  }

  async create(kind: Kind, resource: object): Promise<void> {
    await this.#send('POST', kind, undefined, resource);
  }

  /** Asks for the deletion. Does nothing if there is no such resource. */
  async delete(kind: Kind, name: string): Promise<void> {
    await this.#send('DELETE', kind, name);
  }

  /**
   * @throws DrillError if the API refuses the request. Any other error means that it does not respond as it should, which may pass.
   */
  async #send<Resource>(method: string, kind: Kind, name?: string, body?: object): Promise<Resource | undefined> {
    const { url, namespace, ca, token } = this.#access;
    const { group, plural } = kinds[kind];
    const address = new URL(`${group}/namespaces/${namespace}/${plural}${name ? `/${name}` : ''}`, url);
    const headers = { authorization: `Bearer ${token()}`, 'content-type': 'application/json' };
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const request = (address.protocol === 'https:' ? https : http)(address, { method, headers, ca, timeout: 30_000 })
      .on('response', resolve)
      .on('error', reject)
      .on('timeout', () => request.destroy(new Error('The Kubernetes API does not respond.')))
      .end(body && JSON.stringify(body));
    const response = await promise;
    const status = response.statusCode ?? 0;
    const content = await text(response);
    if (status < 300) return JSON.parse(content);
    if (status === 404 && method !== 'POST') return undefined;
    const what = `The Kubernetes API responds to ${method} ${kind}${name ? ` ${name}` : ''} with ${status}: ${reason(content)}`;
    throw status < 500 && status !== 429 ? new DrillError(what) : new Error(what);
  }
}

/** Returns the message of an error, which Kubernetes sends as JSON. A proxy may send anything. */
function reason(content: string): string {
  try {
    return String(JSON.parse(content).message);
  } catch {
    return 'no reason given';
  }
}
