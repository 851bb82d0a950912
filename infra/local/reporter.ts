import type { LocalConfig } from './config.ts';
import { root } from './config.ts';
import { mailFolder } from './processes/process-plan.ts';
import type { System, SystemEvent } from './system.ts';

interface Out {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** A name, its address, and a remark. */
export type Fact = readonly [string, string, string];

export interface Reporter {
  event(event: SystemEvent): void;
  ready(system: System, config: LocalConfig, facts?: readonly Fact[]): void;
  line(text: string): void;
}

const colours = { dim: 2, bold: 1, red: 31, green: 32, yellow: 33, cyan: 36 };
const nameWidth = 12;

/** Prints what happens in short aligned lines, with colours only on a terminal. */
export function reporter(out: Out, now: () => number = () => performance.now()): Reporter {
  const began = now();
  const paint = (colour: keyof typeof colours, text: string) =>
    out.isTTY ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
  const line = (text: string) => void out.write(`${shorten(text)}\n`);
  const report = (name: string, colour: keyof typeof colours, text: string) => {
    const time = new Date().toTimeString().slice(0, 8);
    line(`${paint('dim', time)}  ${paint(colour, name.padEnd(nameWidth))}  ${text}`);
  };
  const seconds = () => `${((now() - began) / 1000).toFixed(1)} s`;

  return {
    line,
    event(event) {
      switch (event.type) {
        case 'doing':
          return line(`  ${''.padStart(7)}  ${event.message} ...`);
        case 'done':
          return line(`  ${paint('dim', seconds().padStart(7))}  ${event.message}`);
        case 'log':
          return report(event.process, event.level === 'warn' ? 'yellow' : 'red', event.message);
        case 'exited': {
          const { code, signal } = event.exit;
          return report(
            event.process,
            'red',
            `${signal ? `was ended by ${signal}` : `stopped (exit code ${code})`}; restarting it`,
          );
        }
        case 'restarted':
          return report(event.process, 'green', `is up again after ${(event.afterMs / 1000).toFixed(1)} s`);
        case 'failing':
          return report(event.process, 'red', `${event.reason} Trying again (attempt ${event.failures + 1}).`);
      }
    },
    ready({ ports, urls, databaseDir }, { eventsEnabled, dataDir }, facts = []) {
      const rows: Fact[] = [
        ['Page', urls.page, 'register and add a task'],
        [
          'API',
          `http://localhost:${ports.BACKEND_PORT}/api`,
          `documented at http://localhost:${ports.BACKEND_PORT}/api/docs`,
        ],
      ];
      if (eventsEnabled) rows.push(['Live events', `ws://localhost:${ports.WEBSOCKET_PORT}/ws`, 'the page shows them']);
      for (const name of eventsEnabled ? (['notification', 'recurring'] as const) : []) {
        rows.push([name, urls[name].replace('127.0.0.1', 'localhost'), '/healthz, /readyz, /metrics']);
      }
      rows.push(...facts);
      rows.push(['PostgreSQL', `127.0.0.1:${ports.POSTGRES_PORT}`, `data in ${databaseDir}, passwords in ${dataDir}`]);
      if (eventsEnabled)
        rows.push(['Mail', mailFolder(dataDir), 'what would be sent by e-mail, as files for a browser']);
      rows.push(['Logs', `${dataDir}/logs`, 'one file a process; warnings and errors appear below']);
      const nameWidths = Math.max(nameWidth, ...rows.map(([what]) => what.length));
      const width = Math.max(...rows.map(([, address]) => shorten(address).length));
      line('');
      line(paint('bold', `Ready in ${seconds()}${eventsEnabled ? '' : ' (Phase 4: no events, no reminders)'}.`));
      line('');
      for (const [what, address, note] of rows) {
        const name = what.charAt(0).toUpperCase() + what.slice(1);
        line(`  ${name.padEnd(nameWidths)}  ${paint('cyan', shorten(address).padEnd(width))}  ${paint('dim', note)}`);
      }
      line('');
      const tour = eventsEnabled ? ', or follow the five-minute tour in README.md' : '';
      line(`Next: open ${urls.page}${tour}. Ctrl-C stops everything.`);
      line('');
    },
  };
}

/** Makes paths relative to the repository, from which users start the program. */
function shorten(text: string): string {
  return text.replaceAll(root, '');
}
