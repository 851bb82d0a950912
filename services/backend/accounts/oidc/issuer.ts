import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import type { Clock } from '../../../../shared/clock.ts';
import type { Logger } from '../../../../shared/logger.ts';
import { type ExternalIdentity, type IdTokenRules, identityOf, verifyIdToken } from './id-token.ts';
import { IdTokenRefused, IssuerUnavailable, SignInFailed } from './oidc.problems.ts';

export interface IssuerSettings {
  /** The https URL that its discovery document names. */
  issuer: string;
  clientId: string;
  clientSecret?: string | undefined;
  /** The name that the page shows. */
  name: string;
  /** The least time between two requests for its keys, however many tokens name an unknown key. */
  keysCooldownMs?: number;
}

/** The values that the issuer's response must match. The browser holds them meanwhile, encrypted. */
export interface SignInChecks {
  state: string;
  nonce: string;
  /** The verifier of PKCE (RFC 7636). */
  codeVerifier: string;
}

/** An OpenID provider. It is first contacted when somebody signs in. */
export interface Issuer {
  readonly name: string;
  /** @returns the address to which to redirect the browser. @throws IssuerUnavailable */
  begin(redirectUri: string): Promise<{ address: URL; checks: SignInChecks }>;
  /** @param returned the address to which the issuer redirected the browser. @throws IssuerUnavailable, SignInFailed */
  finish(returned: URL, checks: SignInChecks): Promise<ExternalIdentity>;
  /** Verifies an ID token, and returns its identity. @throws IssuerUnavailable, IdTokenRefused */
  identify(idToken: string): Promise<ExternalIdentity>;
}

interface Provider {
  client: oidc.Configuration;
  rules: IdTokenRules;
}

const timeOutSeconds = 5;
const clockToleranceSeconds = 30;

export function openIdIssuer(settings: IssuerSettings, { clock, logger }: { clock: Clock; logger: Logger }): Issuer {
  let known: Promise<Provider> | undefined;

  /** Discovers the provider once for all sign-ins; after a failure the next sign-in tries again. */
  function provider(): Promise<Provider> {
    known ??= discover(settings).catch((error) => {
      known = undefined;
      throw unavailable(error);
    });
    return known;
  }

  async function identify(idToken: string): Promise<ExternalIdentity> {
    const { rules } = await provider();
    return identityOf(await verify(idToken, rules));
  }

  async function verify(idToken: string, rules: IdTokenRules) {
    try {
      return await verifyIdToken(idToken, rules, clock());
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw unavailable(error);
      logger.info({ code: error.code, reason: error.message }, 'An ID token was refused.');
      throw new IdTokenRefused(settings.name);
    }
  }

  /** Logs what went wrong; the person who signs in can do nothing about it. */
  function unavailable(error: unknown): IssuerUnavailable {
    if (error instanceof IssuerUnavailable) return error;
    logger.warn({ issuer: settings.issuer, ...logFields(error) }, 'The issuer cannot be used.');
    return new IssuerUnavailable(settings.name);
  }

  return {
    name: settings.name,
    identify,
    async begin(redirectUri) {
      const { client } = await provider();
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const address = oidc.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { address, checks };
    },
    async finish(returned, { state, nonce, codeVerifier }) {
      if (returned.searchParams.get('state') !== state) throw new SignInFailed('outdated');
      const { client, rules } = await provider();
      try {
        const tokens = await oidc.authorizationCodeGrant(client, returned, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        // The library trusts the connection to the issuer, so the signature is verified here.
        const claims = await verify(tokens.id_token ?? '', rules);
        return identityOf({ ...(await userInfo(client, tokens.access_token, claims)), ...claims });
      } catch (error) {
        if (error instanceof IssuerUnavailable || error instanceof IdTokenRefused) throw error;
        if (isUnreachable(error)) throw unavailable(error);
        logger.info(logFields(error), 'A sign-in failed.');
        throw new SignInFailed(reasonOf(error));
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret, keysCooldownMs }: IssuerSettings): Promise<Provider> {
  const server = new URL(issuer);
  const isLocal = server.protocol === 'http:';
  const client = await oidc.discovery(
    server,
    clientId,
    { [oidc.clockTolerance]: clockToleranceSeconds },
    clientSecret ? secretAuthentication(clientSecret) : oidc.None(),
    { timeout: timeOutSeconds, execute: isLocal ? [oidc.allowInsecureRequests] : [] },
  );
  const metadata = client.serverMetadata();
  const keys = metadata.jwks_uri;
  if (!keys || !(isLocal || keys.startsWith('https://'))) throw new Error('The issuer has no jwks_uri with https.');
  const cooldown = keysCooldownMs === undefined ? {} : { cooldownDuration: keysCooldownMs };
  const remoteKeys = createRemoteJWKSet(new URL(keys), { timeoutDuration: timeOutSeconds * 1000, ...cooldown });
  return {
    client,
    rules: { issuer: metadata.issuer, clientId, keys: reachable(remoteKeys), clockToleranceSeconds },
  };
}

/** Uses `client_secret_basic`, the default of the specification, unless the issuer only supports the other method. */
function secretAuthentication(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authenticate = methods.includes('client_secret_basic') ? basic : post;
    authenticate(server, ...rest);
  };
}

/** Distinguishes keys that cannot be fetched from a token that no key fits. */
function reachable(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (...args) => {
    try {
      return await keys(...args);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      throw new Error('The keys of the issuer cannot be fetched.', { cause: error });
    }
  };
}

/** Fetches the claims of `email` and `profile` that the ID token lacks: OpenID Connect Core, section 5.4. */
async function userInfo(
  client: oidc.Configuration,
  accessToken: string,
  { sub, email }: { sub?: string; email?: unknown },
): Promise<object> {
  if (email !== undefined || !sub || !client.serverMetadata().userinfo_endpoint) return {};
  return oidc.fetchUserInfo(client, accessToken, sub);
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof oidc.ClientError && unreachableCodes.includes(error.code ?? '');
}

const unreachableCodes = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];

function reasonOf(error: unknown): SignInFailed['reason'] {
  if (error instanceof oidc.AuthorizationResponseError) return 'denied';
  // The code has been used, or has expired.
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return 'outdated';
  return 'failed';
}

/** Only these fields are logged, as the error may contain the issuer's response with its tokens. */
function logFields(error: unknown): Record<string, unknown> {
  const { code, error: name, message, cause } = error as Error & { code?: string; error?: string };
  return { code, error: name, reason: message, cause: cause instanceof Error ? cause.message : undefined };
}
