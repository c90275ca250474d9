import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { loadServerConfig } from '../../src/config/load.ts';
import { parseHcl } from '../../src/lib/hcl/parse-hcl.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { runCommand } from '../support/command.ts';
import { freePort } from '../support/server-process.ts';
import { checkContainerFile } from './check-container-file.ts';
import { missingLine } from './matches-output.ts';
import { type OtherServer, startCluster, startProvider } from './other-servers.ts';
import { type Block, nameOf } from './page.ts';
import { PageShell } from './page-shell.ts';
import { createPagePlace, type PagePlace, repository } from './workplace.ts';

/** Folders of a machine that pages name; here they lie below the folder of the page. */
const MACHINE_FOLDERS = /\/(?:etc|run|var\/(?:lib|log|backups))\/portcullis/g;
/** Dev mode and quick start say so once everything is mounted, others once they listen. */
const IS_READY = /Root Token: |log in with|server started/;
const START_MS = 20_000;

type Act = (block: Block) => Promise<void>;

/** A reader who does what a page says, block by block. */
export class Reader {
  readonly #place: PagePlace;
  readonly #shell: PageShell;
  readonly #port: number;
  readonly #others: OtherServer[] = [];
  #printed = '';

  readonly #acts: Readonly<Record<string, Act>> = {
    'sh run': async ({ text }) => {
      this.#printed = await this.#shell.run(text);
    },
    'sh fails': async ({ text }) => {
      this.#printed = await this.#shell.runFailing(text);
    },
    'sh server': async ({ text }) => this.#startServer(text),
    'sh host': async ({ text }) =>
      void (await this.#mustRun('sh', ['-n', this.#save('host.sh', text)])),
    'sh provider': async () => this.#meet(await startProvider()),
    'sh cluster': async () => this.#meet(await startCluster()),
    'text output': async ({ text }) => {
      const missing = missingLine(text, this.#printed);
      if (missing !== undefined) throw new Error(`not printed: ${missing}\nbut:\n${this.#printed}`);
    },
    'text shown': async () => undefined,
    'hcl server': async ({ text }) => {
      const path = join(this.#place.folder, this.#save('server.hcl', text));
      loadServerConfig({ paths: [path], env: {} });
    },
    'hcl data': async ({ text }) => void parseHcl(text),
    'hcl policy': async ({ text }) => void parsePolicy(text),
    'json data': async ({ text }) => void JSON.parse(text),
    'yaml data': async ({ text }) => void parseYaml(text, { strict: true, uniqueKeys: true }),
    'ts run': async (block) => this.#runNode([fileOf(block)]),
    'ts vitest': async (block) => {
      const entry = join(repository, 'node_modules/vitest/vitest.mjs');
      await this.#runNode([entry, 'run', fileOf(block)]);
    },
    'ts node-test': async (block) => this.#runNode(['--test', fileOf(block)]),
    'ini unit': async (block) => this.#checkUnit(block),
    'dockerfile image': async ({ text }) => checkContainerFile(text, repository),
  };

  private constructor(place: PagePlace, port: number) {
    this.#place = place;
    this.#port = port;
    // where a server listens that is told nothing
    const env = { ...place.env, VAULT_DEV_LISTEN_ADDRESS: `127.0.0.1:${port}` };
    this.#shell = new PageShell(place.folder, env);
  }

  /** Begin with an empty folder, and a port for that which pages call 8200. */
  static async begin(): Promise<Reader> {
    return new Reader(createPagePlace(), await freePort());
  }

  /** Write down the TypeScript of a page, and have the compiler check all of it at once. */
  async prepare(blocks: readonly Block[]): Promise<void> {
    const own = blocks.filter(({ language }) => language === 'ts');
    for (const block of own) this.#place.write(fileOf(block), this.#localised(block.text));
    if (own.length > 0) await this.#mustRun('tsc', ['-p', 'tsconfig.json']);
  }

  /** Do what one block says. Its promise rejects with an Error where that does not work. */
  async follow(block: Block): Promise<void> {
    const act = this.#acts[nameOf(block)];
    if (!act) throw new Error(`nobody knows what to do with "${nameOf(block)}"`);
    const own = { ...block, text: this.#localised(block.text) };
    const { file } = block.settings;
    if (file !== undefined) this.#place.write(file.replace(/^\//, ''), own.text);
    await act(own);
  }

  /** End what was started, and leave nothing. */
  async leave(): Promise<void> {
    await this.#shell.end();
    for (const other of this.#others) other.stop();
    this.#place.remove();
  }

  #localised(text: string): string {
    const { folder } = this.#place;
    const names = this.#others.flatMap((other) => Object.entries(other.names));
    return names
      .reduce((local, [name, place]) => local.replaceAll(name, place), text)
      .replaceAll(MACHINE_FOLDERS, (path) => folder + path)
      .replaceAll(/\b8200\b/g, String(this.#port));
  }

  #save(name: string, text: string): string {
    this.#place.write(name, text);
    return name;
  }

  #meet(other: OtherServer): void {
    this.#others.push(other);
    for (const [name, content] of Object.entries(other.files)) this.#place.write(name, content);
  }

  async #startServer(text: string): Promise<void> {
    const log = await this.#shell.begin(text);
    const output = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');
    const port = this.#port;
    const end = Date.now() + START_MS;
    while (!(IS_READY.test(output()) && (await isListening(port)))) {
      if (Date.now() > end) throw new Error(`the server did not start:\n${output()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    this.#printed = output();
  }

  async #runNode(args: readonly string[]): Promise<void> {
    this.#printed = await this.#mustRun(process.execPath, args);
  }

  /** `systemd-analyze` wants the program to be there, and its folders to be those of a machine. */
  async #checkUnit({ text }: Block): Promise<void> {
    const { folder } = this.#place;
    const program = join(folder, 'bin/portcullis');
    this.#place.write(
      'portcullis.service',
      text.replaceAll(/^ExecStart=\S+/gm, `ExecStart=${program}`),
    );
    if (!existsSync('/usr/bin/systemd-analyze')) return;
    // what it ignores it only tells
    const told = await this.#mustRun('systemd-analyze', ['verify', './portcullis.service']);
    if (told.trim() !== '') throw new Error(told);
  }

  async #mustRun(command: string, args: readonly string[]): Promise<string> {
    const { folder: cwd, env } = this.#place;
    const { code, stdout, stderr } = await runCommand(command, args, { cwd, env });
    if (code !== 0) throw new Error(`${command} ended with ${code}:\n${stdout}${stderr}`);
    return stdout + stderr;
  }
}

function fileOf({ settings, kind, line }: Block): string {
  return settings['file'] ?? `line-${line}${kind === 'run' ? '' : '.test'}.ts`;
}

async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (is: boolean) => () => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', done(true)).once('error', done(false));
  });
}
