import { createSidecar, type Sidecar } from './sidecar.ts';

/** Resolves with the sidecar that the environment names, once it and its components are up. */
export async function connectSidecar(config: {
  DAPR_HOST: string;
  DAPR_HTTP_PORT: number;
  DAPR_API_TOKEN: string;
}): Promise<Sidecar> {
  const { DAPR_HOST: host, DAPR_HTTP_PORT: port, DAPR_API_TOKEN: apiToken } = config;
  const sidecar = createSidecar({ host, port, apiToken });
  await sidecar.waitUntilReady();
  return sidecar;
}
