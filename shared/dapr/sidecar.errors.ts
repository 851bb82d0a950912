/** The sidecar, or the service behind it, refused or failed. `body` is the parsed body of the response. */
export class ResponseError extends Error {
  override name = 'ResponseError';
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`${status} ${brief(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** A building block failed. `status` and `code` (Dapr's errorCode) are set when the sidecar responded. */
export class SidecarError extends Error {
  override name = 'SidecarError';
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(action: string, cause: unknown) {
    super(`${action}: ${reasonOf(cause)}`, { cause });
    const { status, body } = cause instanceof ResponseError ? cause : {};
    this.status = status;
    this.code = errorCodeOf(body);
  }
}

/** There is no usable sidecar at the address. */
export class SidecarUnavailableError extends Error {
  override name = 'SidecarUnavailableError';
}

/** There was no response in time. The request may still take effect, so only an idempotent one may be repeated. */
export class SidecarTimeoutError extends Error {
  override name = 'SidecarTimeoutError';
}

/** The state changed since it was read, or exists although it had to be absent. */
export class EtagMismatchError extends Error {
  override name = 'EtagMismatchError';
}

/**
 * The called service responded with 4xx or 5xx. `body` is its parsed body. When `code` is set (ERR_DIRECT_INVOKE), the sidecar
 * itself responded, because the service could not be reached.
 */
export class InvocationError extends Error {
  override name = 'InvocationError';
  readonly status: number;
  readonly body: unknown;
  readonly code: string | undefined;

  constructor(target: string, { status, body }: Pick<ResponseError, 'status' | 'body'>) {
    super(`${target} responded with ${status}: ${brief(body)}`);
    this.status = status;
    this.body = body;
    this.code = errorCodeOf(body);
  }
}

/** Describes an error in one line for a log or an error message. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Returns the error to throw for a failed call. */
export function sidecarError(action: string, error: unknown): Error {
  if (error instanceof SidecarTimeoutError)
    return new SidecarTimeoutError(`${action}: ${error.message}`, { cause: error });
  return new SidecarError(action, error);
}

function errorCodeOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('errorCode' in body)) return undefined;
  return typeof body.errorCode === 'string' ? body.errorCode : undefined;
}

function brief(body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
