import { freshSessionKeys } from '../../infra/fresh-secrets.ts';

export interface KeyPair {
  privateKey: string;
  publicKey: string;
}

/** An Ed25519 pair as PEM, as the services take it. */
export function makeKeys(): KeyPair {
  return freshSessionKeys();
}
