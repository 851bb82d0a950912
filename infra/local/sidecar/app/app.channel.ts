import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface AppRequest {
  method: string;
  /** The path with leading slash and query. */
  path: string;
  headers?: Record<string, string | string[] | undefined>;
  body?: string | Buffer;
  timeoutMs: number;
}

export interface AppResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The app's port did not accept the connection, so the app cannot have received the request. */
export class AppDownError extends Error {
  override name = 'AppDownError';
}

/** Sends requests to one app, over kept-alive connections and with the app's token. */
export interface AppChannel {
  call(request: AppRequest): Promise<AppResponse>;
  close(): void;
}

export function createAppChannel(port: number, appApiToken: string | undefined): AppChannel {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const token = appApiToken === undefined ? {} : { 'dapr-api-token': appApiToken };

  const once = (call: AppRequest, onReused: () => void) =>
    new Promise<AppResponse>((resolve, reject) => {
      const outgoing = request({
        agent,
        host: '127.0.0.1',
        port,
        method: call.method,
        path: call.path,
        headers: {
          ...call.headers,
          ...token,
          'content-length': call.body === undefined ? 0 : Buffer.byteLength(call.body),
        },
        signal: AbortSignal.timeout(call.timeoutMs),
      });
      outgoing.once('response', (incoming) => {
        buffer(incoming).then(
          (body) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }),
          reject,
        );
      });
      outgoing.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') return reject(new AppDownError(`nothing listens on port ${port}`));
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') onReused();
        reject(error);
      });
      outgoing.end(call.body);
    });

  return {
    async call(call) {
      let stale = false;
      try {
        return await once(call, () => {
          stale = true;
        });
      } catch (error) {
        // The app closed an idle connection at this moment, or it died. A second attempt finds out which.
        if (!stale) throw error;
        return await once(call, () => undefined);
      }
    },
    close: () => agent.destroy(),
  };
}
