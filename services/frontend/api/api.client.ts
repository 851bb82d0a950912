/** A field that the server refused, and why. */
export interface FieldError {
  path: string;
  message: string;
}

/** The server's response when it refuses a request (RFC 9457); programs decide by its `code`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  /** How long to wait before trying again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    body: Partial<{ code: string; detail: string; title: string; errors: FieldError[] }>,
    retryAfter?: string | null,
  ) {
    super(body.detail ?? body.title ?? `The server answered ${status}. Try again in a moment.`);
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.errors = body.errors ?? [];
    this.retryAfterSeconds = retryAfter ? Number(retryAfter) : undefined;
  }
}

/** There was no response: the browser is offline, or the server is away. The request may or may not have arrived. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  /** The status with which a proxy responded in the place of the server. */
  readonly status: number | undefined;

  constructor(cause: unknown, status?: number) {
    super('The server cannot be reached. Check your connection; it is tried again by itself.', { cause });
    this.status = status;
  }
}

export interface CallOptions {
  body?: unknown;
  /** A body that is no JSON, with its media type. */
  text?: string;
  mediaType?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Let it arrive although the page is being closed. */
  keepalive?: boolean;
}

/**
 * One request to the backend, with the session cookie.
 * @returns the response's JSON; undefined where it has none.
 * @throws ApiProblem, Unreachable, or an AbortError
 */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  return readResponse<T>(await send(method, path, options));
}

/** The response itself, for what is no JSON or needs its headers. Refusals throw as in `call`. */
export async function send(method: string, path: string, options: CallOptions = {}): Promise<Response> {
  const { body, text, mediaType = 'application/json', headers, signal, keepalive } = options;
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
  // While the server is away, a proxy in front of it responds, and not in JSON.
  const problem = await response.json().catch(() => undefined);
  if (!problem && response.status >= 500) throw new Unreachable(`HTTP ${response.status}`, response.status);
  throw new ApiProblem(response.status, problem ?? {}, response.headers.get('retry-after'));
}

async function readResponse<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}
