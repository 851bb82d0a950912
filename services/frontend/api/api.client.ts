import { uncheckedUserId } from '../offline/account-check.ts';

/** A field that the server refused, with the reason. */
export interface FieldError {
  path: string;
  message: string;
}

/** The server's response to a request that it refuses (RFC 9457). Programs decide by its `code`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  /** How long the server asks to wait before the next attempt. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    body: Partial<{ code: string; detail: string; title: string; errors: FieldError[] }>,
    retryAfter?: string | null,
  ) {
    super(body.detail ?? body.title ?? `The server responded with ${status}. Try again in a moment.`);
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.errors = body.errors ?? [];
    this.retryAfterSeconds = retryAfter ? Number(retryAfter) : undefined;
  }
}

/** There was no response: the browser is offline, or the server is away. The server may or may not have received the request. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  /** The status with which a proxy responded instead of the server. */
  readonly status: number | undefined;

  constructor(cause: unknown, status?: number) {
    super('The server cannot be reached. Check your connection. The page tries again by itself.', { cause });
    this.status = status;
  }
}

/** These belong to nobody, or tell who is signed in. */
const openPaths = new Set(['auth/me', 'config']);

export interface CallOptions {
  body?: unknown;
  /** A body that is not JSON, with its media type. */
  text?: string;
  mediaType?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Lets the request finish even if the page is closed. */
  keepalive?: boolean;
}

/**
 * Sends one request to the backend, with the session cookie.
 * @returns the response's JSON; undefined if it has no body
 * @throws ApiProblem, Unreachable, or an AbortError
 */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  return readResponse<T>(await send(method, path, options));
}

/** Returns the response itself, for a body that is not JSON or for its headers. It throws as `call` does. */
export async function send(method: string, path: string, options: CallOptions = {}): Promise<Response> {
  const { body, text, mediaType = 'application/json', headers, signal, keepalive } = options;
  if (uncheckedUserId() !== undefined && !openPaths.has(path)) throw new Unreachable('Nobody knows who is signed in.');
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  let response: Response;
  try {
    response = await fetch(`/api/${path}`, {
      method,
      headers: { ...(content === undefined ? {} : { 'content-type': mediaType }), ...headers },
      ...(content === undefined ? {} : { body: content }),
      ...(signal ? { signal } : {}),
      keepalive: keepalive ?? false,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(error);
  }
  if (response.ok) return response;
  // While the server is away, the proxy in front of it responds, and its response is not JSON.
  const problem = await response.json().catch(() => undefined);
  if (!problem && response.status >= 500) throw new Unreachable(`HTTP ${response.status}`, response.status);
  throw new ApiProblem(response.status, problem ?? {}, response.headers.get('retry-after'));
}

async function readResponse<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
