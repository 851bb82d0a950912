import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>;

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const format = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

/** One form for each password: keyboards and systems differ in whether they send "é" as one character or as two. */
export const passwordForm = 'NFKC';

/** @returns the hash in PHC string format, which carries its own parameters. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await derive('argon2id', { ...cost, message: password.normalize(passwordForm), nonce });
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(hash)}`;
}

/** `outdated`: the password is right, but its hash was made before passwords were normalised. Store a new one. */
export type Verdict = 'right' | 'outdated' | 'wrong';

/** Without a stored hash (an unknown account) it takes as long, and the password is wrong. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<Verdict> {
  const normalised = password.normalize(passwordForm);
  if (await matches(normalised, stored)) return 'right';
  return normalised !== password && (await matches(password, stored)) ? 'outdated' : 'wrong';
}

async function matches(password: string, stored: string | null | undefined): Promise<boolean> {
  const [, memory, passes, parallelism, nonce = '', hash = ''] = stored?.match(format) ?? [];
  const expected = hash ? Buffer.from(hash, 'base64') : randomBytes(cost.tagLength);
  const actual = await derive('argon2id', {
    message: password,
    nonce: nonce ? Buffer.from(nonce, 'base64') : randomBytes(16),
    memory: Number(memory ?? cost.memory),
    passes: Number(passes ?? cost.passes),
    parallelism: Number(parallelism ?? cost.parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected) && hash !== '';
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
