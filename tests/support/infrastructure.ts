/** The pieces of infrastructure that unit tests use: a service and `shared` may import nothing of `infra`, nor may their tests. */

export { startPostgres } from '../../infra/local/postgres/postgres.ts';
export type { RunningPostgres } from '../../infra/local/postgres/postgres.types.ts';
export { freePort } from '../../infra/local/resources/free-port.ts';
export { freshSessionKeys } from '../../infra/stack/secrets/fresh-secrets.ts';
