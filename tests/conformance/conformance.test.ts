import { standIn } from './stand-in.sidecars.ts';
import { conformance } from './suite/suite.ts';

conformance(standIn);
