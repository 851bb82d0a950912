import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { type Listening, listen } from '../../../shared/http/server/server.ts';

export const clientId = 'todo-client';
export const clientSecret = 'the-secret-of-the-client';

interface Grant {
  redirectUri: string;
  codeChallenge: string;
  nonce: string;
  claims: JWTPayload;
}

/** What the issuer does when someone comes to sign in. */
export interface NextSignIn {
  person: JWTPayload;
  denial?: string;
}

type IssuerResponse = [status: number, body: unknown] | URL;

/** A small OpenID provider on a port of its own, at which everybody is signed in already. */
export class TestIssuer {
  /** The claims about the person who signs in, which the ID token has besides the required ones. */
  person: JWTPayload = { sub: 'ada' };
  /** The claims that only the UserInfo endpoint tells. */
  info: JWTPayload = {};
  /** Claims that replace those of the next ID tokens. */
  distort: Record<string, unknown> = {};
  /** The error that is returned instead of a code. */
  denial: string | undefined;
  /** Requests by path. */
  readonly asked: Record<string, number> = {};
  #server: Listening | undefined;
  #port = 0;
  readonly #grants = new Map<string, Grant>();
  readonly #people = new Map<string, JWTPayload>();
  #key!: { kid: string; privateKey: CryptoKey; publicJwk: JWK };

  static async start(): Promise<TestIssuer> {
    const issuer = new TestIssuer();
    await issuer.rotateKey();
    await issuer.goUp();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get publicJwk(): JWK {
    return this.#key.publicJwk;
  }

  /** Replaces the key. From now on only the new one signs and is published. */
  async rotateKey(): Promise<void> {
    const kid = randomUUID();
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    this.#key = { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
  }

  /** Starts to listen, on the same port as before. */
  async goUp(): Promise<void> {
    this.#server = await listen(
      (request, response) => {
        this.#respond(request)
          .catch((error): IssuerResponse => [500, { error: String(error) }])
          .then((result) => {
            if (result instanceof URL) return response.writeHead(302, { location: result.href }).end();
            const [status, body] = result;
            return response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));
          });
      },
      this.#port,
      '127.0.0.1',
    );
    this.#port = this.#server.port;
  }

  async goDown(): Promise<void> {
    this.#server?.server.closeAllConnections();
    await this.#server?.close();
  }

  /** @param key another than the issuer's own */
  async idToken(claims: JWTPayload = {}, key = this.#key): Promise<string> {
    const iat = Math.floor(Date.now() / 1000);
    const usual = { iss: this.url, aud: clientId, iat, exp: iat + 300 };
    return new SignJWT({ ...usual, ...this.person, ...claims, ...this.distort } as JWTPayload)
      .setProtectedHeader({ alg: 'ES256', kid: key.kid })
      .sign(key.privateKey);
  }

  /** Makes an ID token that is signed with an unpublished key. */
  async forgedToken(claims: JWTPayload = {}): Promise<string> {
    const { privateKey } = await generateKeyPair('ES256');
    return this.idToken(claims, { ...this.#key, kid: randomUUID(), privateKey });
  }

  async #respond(request: IncomingMessage): Promise<IssuerResponse> {
    const url = new URL(request.url ?? '/', this.url);
    this.asked[url.pathname] = (this.asked[url.pathname] ?? 0) + 1;
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return [200, this.#discovery()];
      case '/jwks':
        return [200, { keys: [this.#key.publicJwk] }];
      case '/authorize':
        return this.#authorize(url.searchParams);
      case '/token':
        return this.#token(request, new URLSearchParams(await bodyOf(request)));
      case '/userinfo':
        return this.#userInfo(request);
      // For tests in another process than the issuer.
      case '/next-sign-in': {
        const { person, denial }: NextSignIn = JSON.parse(await bodyOf(request));
        Object.assign(this, { person, denial });
        return [204, undefined];
      }
      default:
        return [404, {}];
    }
  }

  #discovery() {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      userinfo_endpoint: `${this.url}/userinfo`,
      jwks_uri: `${this.url}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  #authorize(query: URLSearchParams): IssuerResponse {
    const asked = Object.fromEntries(query);
    const isAsAgreed =
      asked['client_id'] === clientId &&
      asked['response_type'] === 'code' &&
      asked['code_challenge_method'] === 'S256' &&
      asked['scope']?.split(' ').includes('openid');
    if (!isAsAgreed) return [400, { error: 'invalid_request' }];
    const back = new URL(asked['redirect_uri']!);
    back.searchParams.set('state', asked['state']!);
    back.searchParams.set('iss', this.url);
    if (this.denial) {
      back.searchParams.set('error', this.denial);
      return back;
    }
    const code = randomUUID();
    const { redirect_uri: redirectUri, code_challenge: codeChallenge, nonce } = asked as Record<string, string>;
    this.#grants.set(code, {
      redirectUri: redirectUri!,
      codeChallenge: codeChallenge!,
      nonce: nonce!,
      claims: this.person,
    });
    back.searchParams.set('code', code);
    return back;
  }

  async #token(request: IncomingMessage, form: URLSearchParams): Promise<IssuerResponse> {
    // RFC 6749, section 2.3.1: both are form-encoded first.
    const basic = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    const given = basic.split(':').map(decodeURIComponent);
    if (given[0] !== clientId || given[1] !== clientSecret) return [400, { error: 'invalid_client' }];
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || challenge !== grant.codeChallenge || form.get('redirect_uri') !== grant.redirectUri) {
      return [400, { error: 'invalid_grant' }];
    }
    const accessToken = randomUUID();
    this.#people.set(accessToken, { ...this.info, sub: grant.claims.sub! });
    const idToken = await this.idToken({ ...grant.claims, nonce: grant.nonce });
    return [200, { access_token: accessToken, token_type: 'Bearer', id_token: idToken }];
  }

  #userInfo({ headers }: IncomingMessage): IssuerResponse {
    const person = this.#people.get(headers.authorization?.replace('Bearer ', '') ?? '');
    return person ? [200, person] : [401, { error: 'invalid_token' }];
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
