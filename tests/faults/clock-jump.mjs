// Preloaded into one replica: its wall clock is as many milliseconds off as the file named by CLOCK_JUMP_FILE says, read at
// the start and at every SIGUSR2. As on a machine whose clock is set, only the time of day jumps: timers run on.
import { readFileSync } from 'node:fs';

const { Date: RealDate } = globalThis;
let offset = 0;

function read() {
  offset = Number(readFileSync(process.env.CLOCK_JUMP_FILE, 'utf8'));
}
read();
process.on('SIGUSR2', read);

const now = () => RealDate.now() + offset;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  apply: () => new Date().toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
