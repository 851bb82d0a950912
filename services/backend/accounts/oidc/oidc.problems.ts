import { ServiceUnavailable, Unauthenticated } from '../../../../shared/http/problem.ts';

/** It is down, does not answer in time, or answers what nobody can use. */
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

/** Of a sign-in by way of the page, which is told why in its address. */
export class SignInFailed extends Error {
  /**
   * - `denied`: the issuer said no, or the person did.
   * - `outdated`: it was begun too long ago, elsewhere, or was finished before.
   * - `failed`: what the issuer answered is not to be trusted.
   */
  readonly reason: 'denied' | 'outdated' | 'failed';

  constructor(reason: SignInFailed['reason']) {
    super(`The sign-in failed: ${reason}.`);
    this.reason = reason;
  }
}
