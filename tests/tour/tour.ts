import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../infra/local/config.ts';
import { eventually } from '../support/eventually.ts';

export interface Block {
  code: string;
  secondTerminal: boolean;
}

/** The shell commands between the tour's marks in the README, as they are written there. */
export async function readTour(): Promise<Block[]> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const tour = readme.match(/<!-- tour -->(.*)<!-- \/tour -->/s)?.[1] ?? '';
  return [...tour.matchAll(/^```sh( second-terminal)?\n(.*?)^```$/gms)].map(([, second, code]) => ({
    code: code ?? '',
    secondTerminal: second !== undefined,
  }));
}

/** A shell that is given commands one after the other, as a person types them. */
export class Terminal {
  #shell: ChildProcess;
  output = '';

  constructor(env: Record<string, string> = {}) {
    this.#shell = spawn('bash', ['--norc'], { cwd: root, env: { ...process.env, ...env }, detached: true });
    const collect = (text: Buffer) => {
      this.output += text;
    };
    this.#shell.stdout?.on('data', collect);
    this.#shell.stderr?.on('data', collect);
  }

  /** Types a block without waiting for its end. */
  type(code: string): void {
    this.#shell.stdin?.write(`${code}\n`);
  }

  /** Types a block, and answers what it printed. */
  async run(code: string): Promise<string> {
    const mark = `--- done ${Math.random()} ---`;
    const before = this.output.length;
    this.type(`${code}\necho '${mark}'`);
    await eventually(`the commands end:\n${code}`, () => this.output.includes(mark));
    return this.output.slice(before, this.output.indexOf(mark));
  }

  close(): void {
    if (this.#shell.pid) process.kill(-this.#shell.pid, 'SIGKILL');
  }
}
