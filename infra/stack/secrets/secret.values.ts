import { z } from 'zod';
import { isPair, sessionPrivateKey, sessionPublicKey } from '../../../shared/auth/session-keys.ts';

/** Parts of addresses, so nothing in them may need escaping. */
const password = z.string().regex(/^[A-Za-z0-9_-]{16,}$/, 'Must be 16 or more of A-Z, a-z, 0-9, _ and -.');
const url = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'Must be an address such as postgresql://user:password@host/db.',
});

/** Everything secret of a stack: its config key `todo:secrets`, set with `--secret`. */
export const secretValues = z
  .strictObject({
    /** Of PostgreSQL's superuser, where we run it as a single pod. */
    superuserPassword: password,
    /** Of the role that owns the schema, for migrations. */
    ownerPassword: password,
    /** Of the role that the services use. */
    applicationPassword: password,
    /** Of the role that Dapr's state store uses. */
    stateStorePassword: password,
    /** Of the user at the broker. */
    brokerPassword: password,
    /** Of the superuser of brokers that an operator runs, for people. */
    brokerAdministratorPassword: password,
    /** Ed25519, PKCS #8 as PEM: signs sessions. */
    jwtPrivateKey: sessionPrivateKey,
    /** Ed25519, SPKI as PEM: checks them. */
    jwtPublicKey: sessionPublicKey,
    /** What a service shows its sidecar. */
    daprApiToken: password,
    /** What a sidecar shows its service. */
    appApiToken: password,
    /** Where `todo:postgres.kind` is `external`: its addresses, with the three roles. */
    externalUrls: z.strictObject({ owner: url, application: url, stateStore: url }).optional(),
    /** Where `todo:llm.apiKey` is on. */
    llmApiKey: z.string().optional(),
    /** Where `todo:oidc.clientSecret` is on. */
    oidcClientSecret: z.string().optional(),
    /** Where `todo:email` is set. */
    email: z.strictObject({ user: z.string(), password: z.string() }).optional(),
  })
  .refine((keys) => isPair(keys.jwtPrivateKey, keys.jwtPublicKey), {
    path: ['jwtPublicKey'],
    message: 'Must belong to jwtPrivateKey.',
  });

export type SecretValues = z.infer<typeof secretValues>;
