import { z } from 'zod';
import { loadConfig, port } from '../../../../shared/config.ts';
import { openEntrance } from './entrance.ts';

const entrances = z.array(z.object({ port, targets: z.array(port).min(1) }));
const schema = z.object({
  /** The ports to listen on and the ports of the replicas, as JSON: `[{ "port": 8000, "targets": [18123, 18124] }]` */
  ENTRANCES: z.string().transform((text) => entrances.parse(JSON.parse(text))),
});

for (const entrance of loadConfig(schema, process.env).ENTRANCES) await openEntrance(entrance);
