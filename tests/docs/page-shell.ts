import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long a block may take, in milliseconds. */
const BLOCK_MS = 60_000;
const DONE = '::block done::';

/** The shell in which a reader follows a page: what one block sets, the next one has. */
export class PageShell {
  readonly #child: ChildProcess;
  readonly #folder: string;
  #output = '';
  #blocks = 0;

  constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.#folder = folder;
    // a group of its own: servers that blocks start end with it
    this.#child = spawn('sh', ['-eu'], {
      cwd: folder,
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    this.#child.stdin?.on('error', () => undefined);
  }

  /**
   * Run a block.
   *
   * @returns what it printed. Its promise rejects with an Error that has the output where a command fails
   */
  async run(text: string): Promise<string> {
    return this.#send(`. ${this.#save(text)} </dev/null`);
  }

  /** Run a block of which the last command must fail. */
  async runFailing(text: string): Promise<string> {
    return this.#send(
      `if ( . ${this.#save(text)} ) </dev/null; then echo '(no failure)'; exit 1; fi`,
    );
  }

  /** Start a command that goes on until the shell ends. @returns the file that takes what it prints */
  async begin(text: string): Promise<string> {
    const file = this.#save(text);
    await this.#send(`SERVER_LOG=${file}.log; ( . ${file} ) </dev/null >$SERVER_LOG 2>&1 &`);
    return join(this.#folder, `${file}.log`);
  }

  /** End it, and all that it has started. */
  async end(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    const isEnded = exitCode !== null || signalCode !== null;
    const ended = isEnded ? undefined : once(this.#child, 'close');
    if (pid !== undefined) endGroup(pid);
    await ended;
  }

  #save(text: string): string {
    this.#blocks += 1;
    const name = `./.block-${this.#blocks}`;
    writeFileSync(join(this.#folder, name), text);
    return name;
  }

  async #send(command: string): Promise<string> {
    this.#output = '';
    this.#child.stdin?.write(`${command}\necho; echo '${DONE}'\n`);
    const end = Date.now() + BLOCK_MS;
    while (!this.#output.includes(DONE)) {
      const hasEnded = this.#child.exitCode !== null || this.#child.signalCode !== null;
      if (hasEnded || Date.now() > end) {
        throw new Error(`${hasEnded ? 'a command failed' : 'it took too long'}:\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.#output.slice(0, this.#output.indexOf(DONE));
  }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // nobody is left in it
  }
}
