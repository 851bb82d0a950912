// This module is preloaded into one replica. It shifts the wall clock by the milliseconds in the file CLOCK_JUMP_FILE, which it
// reads at the start and at every SIGUSR2. As on a machine whose clock is set, timers are not affected.
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
