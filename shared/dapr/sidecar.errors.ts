/** What the sidecar answered when it refused or failed; `undefined` when it did not answer at all. */
export interface SidecarAnswer {
  status: number;
  body: unknown;
}

/** A building block failed. `status` and `code` (Dapr's errorCode) are there when the sidecar answered. */
export class SidecarError extends Error {
  override name = 'SidecarError';
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(what: string, cause: unknown) {
    const answer = answerOf(cause);
    super(`${what}: ${reasonOf(cause)}`, { cause });
    this.status = answer?.status;
    this.code = errorCodeOf(answer?.body);
  }
}

/** Nothing usable answers at the sidecar's address. */
export class SidecarUnavailableError extends Error {
  override name = 'SidecarUnavailableError';
}

/** No answer in time. The request may still take effect, so what repeats it has to be idempotent. */
export class SidecarTimeoutError extends Error {
  override name = 'SidecarTimeoutError';
}

/** The state changed since it was read, or exists although it had to be absent. */
export class EtagMismatchError extends Error {
  override name = 'EtagMismatchError';
}

/**
 * The called service answered 4xx or 5xx. `body` is its parsed answer. When `code` is set (ERR_DIRECT_INVOKE) the answer
 * is the sidecar's own: the service could not be reached.
 */
export class InvocationError extends Error {
  override name = 'InvocationError';
  readonly status: number;
  readonly body: unknown;
  readonly code: string | undefined;

  constructor(target: string, answer: SidecarAnswer) {
    super(`${target} answered ${answer.status}: ${brief(answer.body)}`);
    this.status = answer.status;
    this.body = answer.body;
    this.code = errorCodeOf(answer.body);
  }
}

/** The SDK throws an Error whose message is `{ error, error_msg: <answer text>, status }` as JSON. */
export function answerOf(error: unknown): SidecarAnswer | undefined {
  const thrown = error instanceof Error ? parsed(error.message) : undefined;
  if (typeof thrown !== 'object' || thrown === null || !('status' in thrown)) return undefined;
  const text = 'error_msg' in thrown ? String(thrown.error_msg) : '';
  return { status: Number(thrown.status), body: parsed(text) };
}

/** One line for a log or an error message. */
export function reasonOf(error: unknown): string {
  const answer = answerOf(error);
  if (answer) return `${answer.status} ${brief(answer.body)}`;
  return error instanceof Error ? error.message : String(error);
}

/** What a failed call is thrown as. */
export function named(what: string, error: unknown): Error {
  return error instanceof SidecarTimeoutError ? error : new SidecarError(what, error);
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
