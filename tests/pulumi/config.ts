import { z } from 'zod';
import { loadConfig } from '../../shared/config.ts';

/** What of this process's environment matters to previews. */
export const environment = loadConfig(
  z.object({
    /** The cluster to preview against; without it there is none. */
    KUBECONFIG: z.string().optional(),
    /** As `todo:dapr.chart`, against a cluster. */
    DAPR_CHART: z.string().optional(),
  }),
  process.env,
);
