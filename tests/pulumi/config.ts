import { z } from 'zod';
import { loadConfig } from '../../shared/config.ts';

/** The variables that configure the previews. */
export const environment = loadConfig(
  z.object({
    /** The kubeconfig of the cluster to preview against. Default: no cluster is used. */
    KUBECONFIG: z.string().optional(),
    /** The value of `todo:dapr.chart` if there is a cluster. Default: Dapr's public chart repository. */
    DAPR_CHART: z.string().optional(),
  }),
  process.env,
);
