// Preloaded into every process the supervisor starts: the channel closes when the supervisor is gone, however it died.
import { closeSync, openSync } from 'node:fs';

process.channel?.unref();
// It may have died before this was loaded, and the event is past.
if (process.connected) process.once('disconnect', end);
else end();

function end() {
  // Nobody reads the output any more; and a log that cannot be written would be tried again for ever at the exit (sonic-boom).
  for (const output of [1, 2]) {
    closeSync(output);
    openSync('/dev/null', 'w'); // takes the number that has just become free
  }
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5_000).unref();
  process.kill(process.pid, 'SIGTERM');
}
