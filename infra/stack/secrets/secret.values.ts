import { z } from 'zod';
import { isPair, sessionPrivateKey, sessionPublicKey } from '../../../shared/auth/session-keys.ts';

/** Passwords are parts of connection URLs, so they contain no character that needs escaping. */
const password = z.string().regex(/^[A-Za-z0-9_-]{16,}$/, 'Must be 16 or more of A-Z, a-z, 0-9, _ and -.');
const url = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'Must be an address such as postgresql://user:password@host/db.',
});

/** All secrets of a stack. They are the value of the config key `todo:secrets`, which is set with `--secret`. */
export const secretValues = z
  .strictObject({
    /** The password of PostgreSQL's superuser. It is used only with `todo:postgres.kind` `single`. */
    superuserPassword: password,
    /** The password of the role that owns the schema and runs migrations. */
    ownerPassword: password,
    /** The password of the role that the services use. */
    applicationPassword: password,
    /** The password of the role that Dapr's state store uses. */
    stateStorePassword: password,
    /** The password of the broker's user. */
    brokerPassword: password,
    /** The password of the broker's superuser, for administrators. It is used only with `todo:broker.kind` `cluster`. */
    brokerAdministratorPassword: password,
    /** The Ed25519 key that signs sessions, in PKCS #8 as PEM. */
    jwtPrivateKey: sessionPrivateKey,
    /** The key that will sign sessions after the next rotation. Its public key is already accepted. */
    jwtNextPrivateKey: sessionPrivateKey.optional(),
    /** The Ed25519 keys that verify sessions, in SPKI as PEM: the last one, the present one, and the next one. */
    jwtPublicKey: sessionPublicKey,
    /** The token that a service sends to its sidecar. */
    daprApiToken: password,
    /** The token that a sidecar sends to its service. */
    appApiToken: password,
    /** The key by which push services know the system (RFC 8292), a private key of P-256 in base64url. Default: nothing is pushed. */
    vapidPrivateKey: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, 'Must be 32 bytes in base64url.')
      .optional(),
    /** The key of the digests by which pods and Jobs detect a changed secret. Default: another secret of these. */
    digestKey: password.optional(),
    /** The connection URLs of the three roles. They are required if `todo:postgres.kind` is `external`. */
    externalUrls: z.strictObject({ owner: url, application: url, stateStore: url }).optional(),
    /** The language model's key. It is required if `todo:llm.apiKey` is true. */
    llmApiKey: z.string().optional(),
    /** The OpenID client's secret. It is required if `todo:oidc.clientSecret` is true. */
    oidcClientSecret: z.string().optional(),
    /** The keys of the Secret that `todo:postgres.backup.credentials` names. Default: that Secret already exists. */
    backupStore: z.record(z.string(), z.string()).optional(),
    /** The account at the mail server. It is required if `todo:email` is set. */
    email: z.strictObject({ user: z.string(), password: z.string() }).optional(),
  })
  .refine((keys) => isPair(keys.jwtPrivateKey, keys.jwtPublicKey), {
    path: ['jwtPublicKey'],
    message: 'Must belong to jwtPrivateKey.',
  });

export type SecretValues = z.infer<typeof secretValues>;
