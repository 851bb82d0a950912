// Preloaded into every process the supervisor starts: the channel closes when the supervisor is gone, however it died.
process.channel?.unref();
// It may have died before this was loaded, and the event is past.
if (process.connected) process.once('disconnect', end);
else end();

function end() {
  // Nobody reads the output any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5_000).unref();
  process.kill(process.pid, 'SIGTERM');
}
