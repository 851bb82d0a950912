import { standIn } from './stand-in.world.ts';
import { conformance } from './suite.ts';

conformance(standIn);
