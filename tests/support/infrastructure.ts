/** The pieces of infrastructure that unit tests use: a service and `shared` may import nothing of `infra`, nor may their tests. */
export { freePort } from '../../infra/local/free-port.ts';
export { startPostgres } from '../../infra/local/postgres/postgres.ts';
export type { RunningPostgres } from '../../infra/local/postgres/postgres.types.ts';
export { freshSessionKeys } from '../../infra/stack/secrets/fresh-secrets.ts';
