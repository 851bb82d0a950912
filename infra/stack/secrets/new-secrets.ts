import { freshSessionKeys, freshToken } from './fresh-secrets.ts';
import type { SecretValues } from './secret.values.ts';

/** Returns new random secrets for a stack. */
export function newSecrets(): SecretValues {
  const { privateKey, publicKey } = freshSessionKeys();
  return {
    superuserPassword: freshToken(),
    ownerPassword: freshToken(),
    applicationPassword: freshToken(),
    stateStorePassword: freshToken(),
    brokerPassword: freshToken(),
    brokerAdministratorPassword: freshToken(),
    jwtPrivateKey: privateKey,
    jwtPublicKey: publicKey,
    daprApiToken: freshToken(),
    appApiToken: freshToken(),
  };
}
