/**
 * Says what is wrong with a request in the form of RFC 9457 (`application/problem+json`). It is thrown where the rule is, and one
 * middleware turns it into the response. `code` is stable: clients may branch on it.
 */
export abstract class Problem extends Error {
  abstract readonly status: number;
  abstract readonly code: string;
  readonly headers: Readonly<Record<string, string>> = {};

  toJSON(): Record<string, unknown> {
    return { type: 'about:blank', title: this.title, status: this.status, code: this.code, detail: this.message };
  }

  /** The class name in words: `PayloadTooLarge` is "Payload too large". */
  private get title(): string {
    return this.constructor.name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  }
}

export interface FieldError {
  /** The place in the request: `title`, `due.date`, `tags.3`, `query.limit`. */
  path: string;
  message: string;
}

export class ValidationFailed extends Problem {
  readonly status = 400;
  readonly code = 'validation_failed';
  readonly errors: FieldError[];

  /** Keeps the first errors, as many as fit into a response of 16 kB. */
  constructor(errors: readonly FieldError[]) {
    const listed = fitting(errors, 12_000);
    super(
      fitting(listed, 3_000)
        .map((error) => `${error.path}: ${error.message}`)
        .join(' '),
    );
    this.errors = listed;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), errors: this.errors };
  }
}

/** These are enough to see what is wrong. */
export const mostErrors = 100;

/** The first errors, with long names cut, as long as they take no more bytes together. */
function fitting(errors: readonly FieldError[], mostBytes: number): FieldError[] {
  let bytes = 0;
  const cut = errors
    .slice(0, mostErrors)
    .map(({ path, message }) => ({ path: shortened(path, 100), message: shortened(message, 1000) }));
  const end = cut.findIndex((error) => {
    bytes += Buffer.byteLength(JSON.stringify(error)) + 1;
    return bytes > mostBytes;
  });
  return end < 0 ? cut : cut.slice(0, Math.max(1, end));
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

export class MalformedRequest extends Problem {
  readonly status = 400;
  readonly code = 'malformed_request';
}

export class Unauthenticated extends Problem {
  readonly status = 401;
  readonly code = 'unauthenticated';
  override readonly headers = { 'WWW-Authenticate': 'Bearer realm="todo"' };

  constructor(detail = 'Sign in first: send the session cookie, or a token as "Authorization: Bearer …".') {
    super(detail);
  }
}

export class Forbidden extends Problem {
  readonly status = 403;
  readonly code = 'forbidden';
}

/** The API token does not allow this. */
export class InsufficientScope extends Problem {
  readonly status = 403;
  readonly code = 'insufficient_scope';
}

export class NotFound extends Problem {
  readonly status = 404;
  readonly code = 'not_found';

  constructor(detail = 'There is nothing at this address.') {
    super(detail);
  }
}

export class MethodNotAllowed extends Problem {
  readonly status = 405;
  readonly code = 'method_not_allowed';
  override readonly headers: Record<string, string>;

  constructor(allowed: string) {
    super(`This address accepts ${allowed}.`);
    this.headers = { Allow: allowed };
  }
}

export class RequestTimedOut extends Problem {
  readonly status = 408;
  readonly code = 'request_timed_out';
}

export class Conflict extends Problem {
  readonly status = 409;
  readonly code = 'conflict';
}

export class PreconditionFailed extends Problem {
  readonly status = 412;
  readonly code = 'precondition_failed';
}

export class PayloadTooLarge extends Problem {
  readonly status = 413;
  readonly code = 'payload_too_large';
}

export class UnsupportedMediaType extends Problem {
  readonly status = 415;
  readonly code = 'unsupported_media_type';
}

export class TooManyRequests extends Problem {
  readonly status = 429;
  readonly code = 'too_many_requests';
  override readonly headers: Record<string, string>;

  constructor(detail: string, retryAfterSeconds: number) {
    super(detail);
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}

export class HeadersTooLarge extends Problem {
  readonly status = 431;
  readonly code = 'headers_too_large';
}

/**
 * The response for a client that has left, so nobody receives it. The status is nginx's, and does not count as an error of ours.
 */
export class ClientGone extends Problem {
  readonly status = 499;
  readonly code = 'client_gone';

  constructor() {
    super('The client has closed the connection.');
  }
}

/** An unexpected error. The log has its details, the response has none. */
export class InternalServerError extends Problem {
  readonly status = 500;
  readonly code = 'internal_error';

  constructor() {
    super('The server failed. Try again; if it fails again, tell the operator when it happened.');
  }
}

export class ServiceUnavailable extends Problem {
  readonly status = 503;
  readonly code = 'service_unavailable';
  override readonly headers = { 'Retry-After': '5' };
}

/** The problem with which another service refused the same request. It is passed on unchanged. */
export class Forwarded extends Problem {
  readonly status: number;
  readonly code: string = 'forwarded';
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super('A service behind this one refused the request.');
    this.status = status;
    this.body = body;
  }

  override toJSON(): Record<string, unknown> {
    const isProblem = typeof this.body === 'object' && this.body !== null && 'code' in this.body;
    return isProblem ? { ...super.toJSON(), ...this.body } : super.toJSON();
  }
}
