import { standIn } from './stand-in.sidecars.ts';
import { conformance } from './suite.ts';

conformance(standIn);
