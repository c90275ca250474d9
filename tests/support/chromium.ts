import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DevTools } from './dev-tools.ts';
import { findProgram } from './find-program.ts';

/** How long a page may take to become what a test waits for. */
const WAIT_MS = 20_000;

const flags = [
  '--headless=new',
  // tests of a container run as root, whom the sandbox refuses
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  // pages of others name fonts on the net; nothing but this machine is to be reached
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  '--remote-debugging-port=0',
];

/** The Chromium of this machine, installed first where that can be done; undefined: none, the reason is printed. */
export function findChromium(): string | undefined {
  return findProgram({
    name: 'Chromium',
    debianPackage: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
  });
}

/** A headless Chromium with a profile of its own, driven by its DevTools protocol. */
export class Chromium {
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #tools: DevTools;

  private constructor(child: ChildProcess, profile: string, tools: DevTools) {
    this.#child = child;
    this.#profile = profile;
    this.#tools = tools;
  }

  /** @throws Error where it does not start */
  static async start(program: string): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), 'portcullis-chromium-'));
    const args = [...flags, `--user-data-dir=${profile}`, 'about:blank'];
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'] ?? '', HOME: profile },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      return new Chromium(child, profile, await DevTools.connect(await readAddress(child)));
    } catch (error) {
      await end(child, profile);
      throw error;
    }
  }

  /** Open a page of somebody who has never been anywhere: cookies are not shared with other pages. */
  async newPage(): Promise<Page> {
    const context = await this.#tools.send('Target.createBrowserContext');
    const target = await this.#tools.send('Target.createTarget', {
      url: 'about:blank',
      browserContextId: context['browserContextId'],
    });
    const session = await this.#tools.send('Target.attachToTarget', {
      targetId: target['targetId'],
      flatten: true,
    });
    return new Page(this.#tools, String(session['sessionId']));
  }

  async close(): Promise<void> {
    this.#tools.close();
    await end(this.#child, this.#profile);
  }
}

/** One tab. */
export class Page {
  readonly #tools: DevTools;
  readonly #session: string;

  constructor(tools: DevTools, session: string) {
    this.#tools = tools;
    this.#session = session;
  }

  /** Type an address. */
  async open(url: string): Promise<void> {
    await this.#tools.send('Page.navigate', { url }, this.#session);
  }

  /** Wait for an element, then press it. */
  async click(selector: string): Promise<void> {
    await this.see(selector);
    await this.#evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
  }

  /** Wait for a field, then type into it. */
  async type(selector: string, text: string): Promise<void> {
    await this.see(selector);
    await this.#evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`);
    await this.#tools.send('Input.insertText', { text }, this.#session);
  }

  /** Wait until the page is at an address that begins so. @returns its text */
  async arrive(start: string): Promise<string> {
    const condition = `location.href.startsWith(${JSON.stringify(start)}) && document.readyState === 'complete'`;
    await this.#wait(condition, start);
    return String(await this.#evaluate('document.body.innerText'));
  }

  /** Wait for an element. */
  see(selector: string): Promise<void> {
    return this.#wait(`document.querySelector(${JSON.stringify(selector)}) !== null`, selector);
  }

  async #wait(condition: string, wanted: string): Promise<void> {
    const end = Date.now() + WAIT_MS;
    while (Date.now() < end) {
      // between two pages there is none to ask
      if ((await this.#evaluate(condition).catch(() => false)) === true) return;
      await sleep(50);
    }
    const seen = await this.#evaluate('`${location.href}\\n${document.body?.innerText}`');
    throw new Error(`waited in vain for ${wanted} at ${String(seen)}`);
  }

  async #evaluate(expression: string): Promise<unknown> {
    const parameters = { expression, returnByValue: true };
    const answer = await this.#tools.send('Runtime.evaluate', parameters, this.#session);
    return (answer['result'] as { value?: unknown } | undefined)?.value;
  }
}

/** It prints where it can be driven, once it can be. */
function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    });
    const late = AbortSignal.timeout(WAIT_MS);
    late.addEventListener('abort', () => reject(new Error(`Chromium does not answer:\n${output}`)));
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Chromium did not start:\n${output}`)));
  });
}

async function end(child: ChildProcess, profile: string): Promise<void> {
  const isRunning = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  if (isRunning) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  // its helpers end a moment after it, and write until then
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
