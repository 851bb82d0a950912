import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { importJWK, jwtVerify } from 'jose';
import type { PushMessage } from '../../../shared/notifications/push.schema.ts';

interface Device {
  ecdh: ECDH;
  auth: Buffer;
}

/** What the server does with a request; `hang` never responds. */
export type PushResponse = { status: number; headers?: Record<string, string> } | 'hang';

export interface ReceivedPush {
  device: string;
  message: PushMessage;
  ttl: string;
  urgency: string;
  topic: string;
  response: PushResponse;
}

/**
 * A push service, and the browsers that have subscribed at it: it checks the signature of each request (RFC 8292) and decrypts its
 * content (RFC 8188, RFC 8291), both without the library that the notification service uses.
 */
export class PushServer {
  readonly received: ReceivedPush[] = [];
  /** Requests that no push service would take, by the reason. */
  readonly invalid: string[] = [];
  /** The number of requests without a response. */
  hanging = 0;
  /** Decides about a request: by its device, how many came before it for the same device, and what it says. */
  respond: (device: string, before: number, message: PushMessage) => PushResponse = () => ({ status: 201 });
  readonly #server: Server;
  readonly #devices = new Map<string, Device>();

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#receive(request).then(
        (result) => {
          if (result === 'hang') this.hanging += 1;
          else response.writeHead(result.status, result.headers).end();
        },
        (error) => {
          this.invalid.push(String(error));
          response.writeHead(400).end();
        },
      );
    });
  }

  static async start(): Promise<PushServer> {
    const server = new PushServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Subscribes a browser. @returns what its `PushSubscription.toJSON` would give */
  subscribe(device: string) {
    const ecdh = createECDH('prime256v1');
    const p256dh = ecdh.generateKeys('base64url');
    const auth = randomBytes(16);
    this.#devices.set(device, { ecdh, auth });
    return { endpoint: `${this.origin}/push/${device}`, keys: { p256dh, auth: auth.toString('base64url') } };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(request: IncomingMessage): Promise<PushResponse> {
    const { headers, url = '' } = request;
    const body = await buffer(request);
    const name = url.replace('/push/', '');
    const device = this.#devices.get(name);
    if (!device) throw new Error(`There is no device ${url}`);
    await verify(headers.authorization ?? '', this.origin);
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('Another encoding');
    const message = JSON.parse(decrypt(body, device)) as PushMessage;
    const before = this.received.filter((push) => push.device === name).length;
    const response = this.respond(name, before, message);
    const text = (header: string) => String(headers[header] ?? '');
    this.received.push({
      device: name,
      message,
      ttl: text('ttl'),
      urgency: text('urgency'),
      topic: text('topic'),
      response,
    });
    return response;
  }
}

async function verify(authorization: string, audience: string): Promise<void> {
  const [, token, key] = /^vapid t=(\S+), k=(\S+)$/.exec(authorization) ?? [];
  if (!token || !key) throw new Error(`No VAPID header: ${authorization}`);
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) };
  const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), { audience });
  if (!/^(mailto:|https:)/.test(payload.sub ?? '')) throw new Error('No contact');
  if ((payload.exp ?? Number.POSITIVE_INFINITY) > Date.now() / 1000 + 24 * 3600) throw new Error('Valid for too long');
}

function decrypt(body: Buffer, { ecdh, auth }: Device): string {
  const salt = body.subarray(0, 16);
  const keyLength = body[20]!;
  const sender = body.subarray(21, 21 + keyLength);
  const encrypted = body.subarray(21 + keyLength);
  if (body.length > 4096 || encrypted.length > body.readUInt32BE(16)) throw new Error('Too large');
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const secret = hkdfSync('sha256', ecdh.computeSecret(sender), auth, keyInfo, 32);
  const derived = (name: string, length: number) =>
    new Uint8Array(hkdfSync('sha256', new Uint8Array(secret), salt, `Content-Encoding: ${name}\0`, length));
  const cipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
  cipher.setAuthTag(encrypted.subarray(-16));
  const padded = Buffer.concat([cipher.update(encrypted.subarray(0, -16)), cipher.final()]);
  const end = padded.lastIndexOf(2);
  return padded.toString('utf8', 0, end);
}
