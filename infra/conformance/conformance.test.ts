import { startStandIn } from './stand-in.world.ts';
import { conformance } from './suite.ts';

conformance('the local stand-in', startStandIn);
