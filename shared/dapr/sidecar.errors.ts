/** The response with which the sidecar refused or failed. */
export interface SidecarResponse {
  status: number;
  body: unknown;
}

/** A building block failed. `status` and `code` (Dapr's errorCode) are set when the sidecar responded. */
export class SidecarError extends Error {
  override name = 'SidecarError';
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(action: string, cause: unknown) {
    const response = responseOf(cause);
    super(`${action}: ${reasonOf(cause)}`, { cause });
    this.status = response?.status;
    this.code = errorCodeOf(response?.body);
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

  constructor(target: string, response: SidecarResponse) {
    super(`${target} responded with ${response.status}: ${brief(response.body)}`);
    this.status = response.status;
    this.body = response.body;
    this.code = errorCodeOf(response.body);
  }
}

/** The SDK throws an Error whose message is `{ error, error_msg: <response body>, status }` as JSON. */
export function responseOf(error: unknown): SidecarResponse | undefined {
  const thrown = error instanceof Error ? parsed(error.message) : undefined;
  if (typeof thrown !== 'object' || thrown === null || !('status' in thrown)) return undefined;
  const text = 'error_msg' in thrown ? String(thrown.error_msg) : '';
  return { status: Number(thrown.status), body: parsed(text) };
}

/** Describes an error in one line for a log or an error message. */
export function reasonOf(error: unknown): string {
  const response = responseOf(error);
  if (response) return `${response.status} ${brief(response.body)}`;
  return error instanceof Error ? error.message : String(error);
}

/** Returns the error to throw for a failed call. */
export function sidecarError(action: string, error: unknown): Error {
  return error instanceof SidecarTimeoutError ? error : new SidecarError(action, error);
}

function errorCodeOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('errorCode' in body)) return undefined;
  return typeof body.errorCode === 'string' ? body.errorCode : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function brief(body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
