// This module is preloaded into every process that the supervisor starts. Its channel closes when the supervisor ends, even
// by SIGKILL, and then the process ends too.
import { closeSync, openSync } from 'node:fs';

process.channel?.unref();
// If the supervisor ended before this line, no event will come.
if (process.connected) process.once('disconnect', end);
else end();

function end() {
  // Nobody reads the output any more, and pino's sonic-boom would retry a failing write for ever at the exit.
  for (const output of [1, 2]) {
    closeSync(output);
    openSync('/dev/null', 'w'); // gets the file descriptor that was just closed
  }
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5_000).unref();
  process.kill(process.pid, 'SIGTERM');
}
