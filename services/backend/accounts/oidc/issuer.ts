import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import type { Clock } from '../../../../shared/clock.ts';
import type { Logger } from '../../../../shared/logger.ts';
import { type ExternalIdentity, type IdTokenRules, identityOf, verifyIdToken } from './id-token.ts';
import { IdTokenRefused, IssuerUnavailable, SignInFailed } from './oidc.problems.ts';

export interface IssuerSettings {
  /** As in its discovery document: an https URL. */
  issuer: string;
  clientId: string;
  clientSecret?: string | undefined;
  /** What people call it. */
  name: string;
  /** The least time between two requests for its keys, however many tokens name a key that is unknown. */
  keysCooldownMs?: number;
}

/** What the answer of the issuer has to fit; kept by the browser meanwhile, unreadable to it. */
export interface SignInChecks {
  state: string;
  nonce: string;
  /** Of PKCE, RFC 7636. */
  codeVerifier: string;
}

/** An OpenID provider. It is asked when somebody signs in, and not before. */
export interface Issuer {
  readonly name: string;
  /** Where to send the browser. @throws IssuerUnavailable */
  begin(redirectUri: string): Promise<{ address: URL; checks: SignInChecks }>;
  /** @param returned the address with which the browser came back. @throws IssuerUnavailable, SignInFailed */
  finish(returned: URL, checks: SignInChecks): Promise<ExternalIdentity>;
  /** Whose ID token that is. @throws IssuerUnavailable, IdTokenRefused */
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

  /** Asked for once, by however many; a failure is not kept. */
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

  /** What went wrong is for the log: whoever signs in can do nothing about it. */
  function unavailable(error: unknown): IssuerUnavailable {
    if (error instanceof IssuerUnavailable) return error;
    logger.warn({ issuer: settings.issuer, ...told(error) }, 'The issuer cannot be used.');
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
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier },
          idTokenExpected: true,
        });
        // The library trusts the connection to the issuer; its signature is checked all the same.
        const claims = await verify(tokens.id_token ?? '', rules);
        return identityOf({ ...(await userInfo(client, tokens.access_token, claims)), ...claims });
      } catch (error) {
        if (error instanceof IssuerUnavailable || error instanceof IdTokenRefused) throw error;
        if (isUnreachable(error)) throw unavailable(error);
        logger.info(told(error), 'A sign-in failed.');
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
    clientSecret ? secretAsAsked(clientSecret) : oidc.None(),
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

/** The specification's own default is `client_secret_basic`; some take the other only. */
function secretAsAsked(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authenticate = methods.includes('client_secret_basic') ? basic : post;
    authenticate(server, ...rest);
  };
}

/** Keys that cannot be had are no fault of the token. */
function reachable(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (...asked) => {
    try {
      return await keys(...asked);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      throw new Error('The keys of the issuer cannot be had.', { cause: error });
    }
  };
}

/** OpenID Connect Core, section 5.4: with an access token, the claims of `email` and `profile` may be there alone. */
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
  return error instanceof oidc.ClientError && unreachable.includes(error.code ?? '');
}

const unreachable = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];

function reasonOf(error: unknown): SignInFailed['reason'] {
  if (error instanceof oidc.AuthorizationResponseError) return 'denied';
  // The code has been used, or has expired.
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return 'outdated';
  return 'failed';
}

/** Not the error as it is: it may hold the issuer's answer, tokens and all. */
function told(error: unknown): Record<string, unknown> {
  const { code, error: name, message, cause } = error as Error & { code?: string; error?: string };
  return { code, error: name, reason: message, cause: cause instanceof Error ? cause.message : undefined };
}
