import { ServiceUnavailable, Unauthenticated } from '../../../../shared/http/problem.ts';

/** The issuer is down, too slow, or its response is unusable. */
export class IssuerUnavailable extends ServiceUnavailable {
  constructor(name: string) {
    super(`${name} cannot be reached right now. Try again shortly.`);
  }
}

export class IdTokenRefused extends Unauthenticated {
  constructor(name: string) {
    super(`This is not a valid ID token of ${name} for this system, or it has expired. Get a new one.`);
  }
}

/** A sign-in by the page failed; the page gets the reason in its query string. */
export class SignInFailed extends Error {
  /**
   * - `denied`: the issuer or the person refused.
   * - `outdated`: it was begun too long ago or in another browser, or is finished already.
   * - `failed`: the issuer's response cannot be trusted.
   */
  readonly reason: 'denied' | 'outdated' | 'failed';

  constructor(reason: SignInFailed['reason']) {
    super(`The sign-in failed: ${reason}.`);
    this.reason = reason;
  }
}
