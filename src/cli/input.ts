import { readFile } from 'node:fs/promises';
import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json.ts';
import { CliError } from './cli-error.ts';
import type { CommandContext } from './command.ts';
import { say } from './output/print.ts';
import { isSecretName } from './secret-name.ts';
import { isJsonList, parseJson } from './wire-json.ts';

/** Whether somebody is there to be asked: reads and prompts both at a terminal. */
export function canAsk({ io, settings }: CommandContext): boolean {
  return !settings.isNonInteractive && io.stdin.isTTY && io.stderr.isTTY === true;
}

/** Reads standard input for one call, once. */
export class InputReader {
  readonly #context: CommandContext;
  #isSpent = false;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /**
   * All of standard input; empty with `-non-interactive`.
   *
   * @throws CliError (1) when it was read before
   */
  async readAll(): Promise<string> {
    if (this.#isSpent) throw new CliError('Standard input can be used for one value only.');
    this.#isSpent = true;
    if (this.#context.settings.isNonInteractive) return '';
    return (await this.#context.io.stdin.readAll()).toString('utf8');
  }

  /**
   * Read `key=value` arguments: `@file`, `-`, `\@literal`, a repeated key becomes a list, and a whole
   * argument of `@file` or `-` is a JSON object that is merged over what came before.
   *
   * @throws CliError (1) on a word without `=`, an unreadable file, or input that is no JSON object
   */
  async readPairs(words: readonly string[]): Promise<JsonObject> {
    const data: Record<string, JsonValue> = {};
    for (const [at, word] of words.entries()) {
      if (word === '') continue;
      if (word === '-') {
        Object.assign(data, parseObject(await this.readAll(), 'standard input'));
        continue;
      }
      const equals = word.indexOf('=');
      if (word.startsWith('@') && equals < 0) {
        const path = word.slice(1);
        Object.assign(data, parseObject(await readText(path), path));
        continue;
      }
      if (equals < 0) throw new CliError(notAPair(at));
      const key = word.slice(0, equals);
      append(data, key, await this.#readValue(key, word.slice(equals + 1)));
    }
    return data;
  }

  /** One value: `@file`, `-`, `\@literal`, or the text itself. */
  async readText(text: string): Promise<string> {
    if (text === '-') return this.readAll();
    if (text.startsWith('@')) return readText(text.slice(1));
    return text.startsWith('\\@') ? text.slice(1) : text;
  }

  async #readValue(key: string, text: string): Promise<string> {
    const value = await this.readText(text);
    const isForeign = text === '-' || text.startsWith('@');
    if (isForeign && isSecretName(key) && /^[^\n]+\n$/.test(value)) {
      say(
        this.#context.io,
        `WARNING! The value of ${key} ends in a line end, which is sent with it.`,
        'yellow',
      );
    }
    return value;
  }
}

function append(data: Record<string, JsonValue>, key: string, value: string): void {
  const before = Object.hasOwn(data, key) ? data[key] : undefined;
  const next =
    before === undefined ? value : isJsonList(before) ? [...before, value] : [before, value];
  // A plain assignment to `__proto__` would be lost.
  Object.defineProperty(data, key, {
    value: next,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** The word itself is not repeated: it may be a secret that lost its key. */
function notAPair(at: number): string {
  return `invalid key/value pair at place ${at + 1} of the data: format must be key=value`;
}

function parseObject(text: string, source: string): JsonObject {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw new CliError(`${source} holds no valid JSON.`);
  }
  if (!isJsonObject(value)) throw new CliError(`${source} must hold a JSON object.`);
  return value;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError(`The file ${path} cannot be read.`, 1, { cause });
  }
}

/** Pairs as query parameters; a list repeats its key. */
export function toQuery(data: JsonObject): [string, string][] {
  return Object.entries(data).flatMap(([key, value]) =>
    (isJsonList(value) ? value : [value]).map((each): [string, string] => [
      key,
      typeof each === 'string' ? each : JSON.stringify(each),
    ]),
  );
}
