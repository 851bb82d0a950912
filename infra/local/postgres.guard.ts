import { spawn } from 'node:child_process';

// Waits until its standard input closes, which the system does when the process that holds it dies, however it dies.
const script = `
  read -r _
  kill -INT "$0" || exit 0
  tries=0
  while kill -0 "$0" && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -QUIT "$0"
`;

/** Shuts a PostgreSQL server down (fast, then at once) when this process dies without having called `release`. */
export function guardPostgres(pid: number, dataDir: string): { release(): Promise<void> } {
  // The folder is there for people who read the list of processes. In a process group of its own, so Ctrl-C does not end the guard before what it guards.
  const guard = spawn('/bin/sh', ['-c', script, String(pid), dataDir], {
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = new Promise<void>((resolve) => {
    guard.once('exit', () => resolve());
    guard.once('error', () => resolve()); // no shell, no guard: the server itself still works
  });
  guard.unref();
  (guard.stdin as { unref?(): void } | null)?.unref?.();
  return {
    release() {
      guard.ref();
      guard.kill('SIGKILL');
      return gone;
    },
  };
}
