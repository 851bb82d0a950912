import { z } from 'zod';

export const name = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'Must be a Kubernetes name: a-z, 0-9 and hyphens.');
export const quantity = z
  .string()
  .regex(/^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/, 'Must be a quantity such as 500m or 20Gi.');
export const count = z.int().min(1);
export const cidr = z.union([z.cidrv4(), z.cidrv6()], { error: 'Must be a range such as 10.0.0.0/8.' });
