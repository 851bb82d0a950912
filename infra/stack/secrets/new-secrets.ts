import { freshSessionKeys, freshToken, freshVapidKey } from './fresh-secrets.ts';
import type { SecretValues } from './secret.values.ts';

/** Returns new random secrets for a stack. */
export function newSecrets(): SecretValues {
  const [keys, next] = [freshSessionKeys(), freshSessionKeys()];
  return {
    superuserPassword: freshToken(),
    ownerPassword: freshToken(),
    applicationPassword: freshToken(),
    stateStorePassword: freshToken(),
    brokerPassword: freshToken(),
    brokerAdministratorPassword: freshToken(),
    jwtPrivateKey: keys.privateKey,
    jwtNextPrivateKey: next.privateKey,
    jwtPublicKey: `${keys.publicKey}${next.publicKey}`,
    daprApiToken: freshToken(),
    appApiToken: freshToken(),
    vapidPrivateKey: freshVapidKey(),
    digestKey: freshToken(),
  };
}
