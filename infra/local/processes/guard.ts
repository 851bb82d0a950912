import { spawn } from 'node:child_process';

// The script waits until its standard input closes. The system closes it when this process ends, even by SIGKILL.
const script = `
  read -r _
  kill "-$1" "$0" || exit 0
  tries=0
  while kill -0 "$0" && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill "-$2" "$0"
`;

/**
 * Ends a program when this process ends without having called `release`. It is for programs that cannot watch this process
 * themselves.
 * @param signals the second signal is sent if the program still runs ten seconds after the first.
 * @param label is shown in the list of processes.
 */
export function guard(
  pid: number,
  label: string,
  signals: readonly ['INT', 'QUIT'] | readonly ['TERM', 'KILL'],
): { release(): Promise<void> } {
  // The guard has its own process group, so Ctrl-C does not end it before the guarded program.
  const watcher = spawn('/bin/sh', ['-c', script, String(pid), ...signals, label], {
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = new Promise<void>((resolve) => {
    watcher.once('exit', () => resolve());
    watcher.once('error', () => resolve()); // without a shell there is no guard, but the program still works
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
