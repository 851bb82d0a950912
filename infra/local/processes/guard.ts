import { spawn } from 'node:child_process';

// Waits until its standard input closes, which the system does when the process that holds it dies, however it dies.
const script = `
  read -r _
  kill "-$1" "$0" || exit 0
  tries=0
  while kill -0 "$0" && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill "-$2" "$0"
`;

/**
 * Ends a program that is not ours, and so does not notice it, when this process dies without having called `release`.
 * @param signals the second one is for what is still there ten seconds after the first.
 * @param label for people who read the list of processes.
 */
export function guard(
  pid: number,
  label: string,
  signals: readonly ['INT', 'QUIT'] | readonly ['TERM', 'KILL'],
): { release(): Promise<void> } {
  // In a process group of its own, so Ctrl-C does not end the guard before what it guards.
  const watcher = spawn('/bin/sh', ['-c', script, String(pid), ...signals, label], {
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = new Promise<void>((resolve) => {
    watcher.once('exit', () => resolve());
    watcher.once('error', () => resolve()); // no shell, no guard: the program itself still works
  });
  watcher.unref();
  (watcher.stdin as { unref?(): void } | null)?.unref?.();
  return {
    release() {
      watcher.ref();
      watcher.kill('SIGKILL');
      return gone;
    },
  };
}
