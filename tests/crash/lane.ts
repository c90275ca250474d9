import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import { startTestServer } from '../../src/testing/test-server.ts';
import { freePort, type ServerProcess, startProcess } from '../support/server-process.ts';
import { findHalfCommits } from './invariants.ts';
import { reopenStore, type StoreKeys } from './reopened-store.ts';
import type { Thing } from './thing.ts';
import { prepareWork, ServerGone, writeUntilGone } from './workload.ts';

/** Rounds after which a lane goes on with a fresh store, so that what is compared stays small. */
const ROUNDS_PER_STORE = 25;
/** Most answers that writers get before the kill: counted, so that a slow machine does not test less. */
const MOST_ANSWERS = 120;
/** Within this time after the last of them comes the kill, in milliseconds: a commit takes about as long. */
const JITTER_MS = 5;
/** One round in so many is killed while it starts, which recovers what the last one left. */
const STARTS_ONE_IN = 10;
/** Time within which a start is killed, in milliseconds. */
const START_MS = 900;
/** Things of earlier rounds that are compared after each round; all are after the last. */
const SAMPLE = 20;

/** What rounds have shown. */
export interface Findings {
  readonly faults: readonly string[];
  /** Things that were compared after a crash at least once. */
  readonly things: number;
  /** Requests that were answered before a crash. */
  readonly answers: number;
}

/** Servers on one store after the other, each killed while it writes, each store looked through afterwards. */
export class Lane {
  readonly #random: () => number;
  readonly #faults: string[] = [];
  #folder = '';
  #keys: StoreKeys = { unsealKey: new Uint8Array(0), rootToken: '' };
  #things: Thing[] = [];
  #count = 0;
  #answers = 0;

  /** @param random - decides the moments */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Play rounds. @throws Error when a server does not start, or refuses what it should do */
  async play(rounds: number): Promise<Findings> {
    try {
      for (let round = 0; round < rounds; round += 1) {
        if (round % ROUNDS_PER_STORE === 0) await this.#makeStore();
        const isLast = round % ROUNDS_PER_STORE === ROUNDS_PER_STORE - 1 || round === rounds - 1;
        await this.#playRound(round, isLast);
      }
      return { faults: this.#faults, things: this.#count, answers: this.#answers };
    } finally {
      this.#removeStore();
    }
  }

  async #playRound(round: number, isLast: boolean): Promise<void> {
    if (round % STARTS_ONE_IN === STARTS_ONE_IN - 1) await this.#killWhileStarting();
    const earlier = this.#things.length;
    await this.#killWhileWriting();
    const first = isLast ? 0 : Math.max(0, earlier - SAMPLE);
    const found = await this.#lookThrough(this.#things.slice(first));
    this.#faults.push(...found.map((fault) => `round ${round}: ${fault}`));
    this.#count += this.#things.length - earlier;
    // what is found to be broken stays so, and would be told again after each round
    if (found.length > 0) await this.#makeStore();
  }

  /** A store with mounts, made in this process, which is not under test here. */
  async #makeStore(): Promise<void> {
    this.#removeStore();
    this.#things = [];
    this.#folder = mkdtempSync(join(tmpdir(), 'portcullis-crash-'));
    const unsealKey = Buffer.alloc(32, 0xab);
    const store = await openSqliteStore({ path: this.#path });
    const server = await startTestServer({ store, isReady: false, autoUnsealKey: unsealKey });
    const { rootToken: token } = await server.core.lifecycle.init({ shares: 1, threshold: 1 });
    await prepareWork({
      call: async (method, path, body) => {
        const answer = await server.request(method as 'POST', path, body as never, { token });
        if (answer.status >= 400) throw new Error(`${path}: ${answer.status}`);
        return answer.body as never;
      },
    });
    await store.close();
    this.#keys = { unsealKey, rootToken: token };
    // what is compiled is written down by a process that ends in peace, and read by all that follow
    await (await this.#start()).stop();
  }

  #removeStore(): void {
    if (this.#folder !== '') rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = '';
  }

  get #path(): string {
    return join(this.#folder, 'store.db');
  }

  async #killWhileWriting(): Promise<void> {
    const server = await this.#start();
    const last = this.#answers + 1 + Math.floor(this.#random() * MOST_ANSWERS);
    const enough = Promise.withResolvers<void>();
    const written = writeUntilGone({
      call: async (method, path, ...[body, token = this.#keys.rootToken]) => {
        const answer = await call(server, { method, path, body, token });
        this.#answers += 1;
        if (this.#answers === last) enough.resolve();
        return answer;
      },
      watch: (thing) => {
        this.#things.push(thing);
        return thing;
      },
      known: (name) => this.#things.find((thing) => thing.name === name),
    });
    try {
      await Promise.race([written, enough.promise]);
      await wait(this.#random() * JITTER_MS);
    } finally {
      await server.kill();
    }
    await written;
  }

  async #start(): Promise<ServerProcess> {
    const url = await this.#configure();
    const options = { cwd: this.#folder, env: this.#environment, url };
    return startProcess(['server', '-config=server.hcl'], options);
  }

  /** A start is mostly the reading of the program: half of it can be kept. */
  get #environment(): Readonly<Record<string, string>> {
    return { NODE_COMPILE_CACHE: join(this.#folder, 'compiled') };
  }

  async #killWhileStarting(): Promise<void> {
    await this.#configure();
    const entry = join(import.meta.dirname, '../../src/cli/main.ts');
    const child = spawn(process.execPath, [entry, 'server', '-config=server.hcl'], {
      cwd: this.#folder,
      env: this.#environment,
      stdio: 'ignore',
    });
    const exited = once(child, 'exit');
    await wait(this.#random() * START_MS);
    child.kill('SIGKILL');
    await exited;
  }

  async #configure(): Promise<string> {
    const address = `127.0.0.1:${await freePort()}`;
    const key = Buffer.from(this.#keys.unsealKey).toString('hex');
    writeFileSync(
      join(this.#folder, 'server.hcl'),
      `listener "tcp" {\n  address = "${address}"\n  tls_disable = true\n}\n` +
        `storage "sqlite" {\n  path = "store.db"\n}\n` +
        `seal "static" {\n  current_key_id = "one"\n  current_key = "${key}"\n}\n`,
    );
    return `http://${address}`;
  }

  async #lookThrough(things: readonly Thing[]): Promise<string[]> {
    const store = await reopenStore(this.#path, this.#keys);
    try {
      const faults = await findHalfCommits(store);
      for (const thing of things) {
        const fault = await thing.check(store);
        if (fault !== undefined) faults.push(fault);
      }
      return faults;
    } finally {
      await store.close();
    }
  }
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: object | undefined;
  readonly token: string;
}

/** One request over a real socket. An answer that was cut off is none. */
async function call(server: ServerProcess, { method, path, body, token }: Call): Promise<never> {
  const [status, text] = await fetch(`${server.url}/v1/${path}`, {
    method,
    headers: { 'x-vault-token': token },
    ...(body && { body: JSON.stringify(body) }),
  })
    .then(async (response) => [response.status, await response.text()] as const)
    .catch((error: unknown) => {
      throw new ServerGone('no answer', { cause: error });
    });
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as never;
}
