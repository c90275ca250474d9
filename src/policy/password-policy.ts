import { findBlocks, type HclBlock } from '../lib/hcl/hcl-blocks.ts';
import { type HclItem, type HclObject, HclSyntaxError } from '../lib/hcl/hcl-node.ts';
import { parseHcl } from '../lib/hcl/parse-hcl.ts';

/** How passwords are made, and what a given one must have. */
export interface PasswordPolicy {
  /** Characters (code points) of a made password; a given one must have at least as many. */
  readonly length: number;
  readonly rules: readonly CharsetRule[];
}

/** A password holds at least so many characters of a set. */
export interface CharsetRule {
  readonly charset: ReadonlySet<string>;
  readonly minChars: number;
}

/** A text that is no password policy; the message is the one that the wire has. */
export class PasswordPolicyError extends Error {
  override readonly name = 'PasswordPolicyError';
}

const MIN_LENGTH = 4;
const MAX_LENGTH = 100;

/** Characters that all sets of a policy have together at most: one drawn byte names one of them. */
const MAX_CHARSET = 256;

// letters, marks, numbers, punctuation, symbols, and the plain blank
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** How passwords are made where no policy is named. */
export const defaultPasswordPolicy: PasswordPolicy = {
  length: 20,
  rules: ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789', '-'].map(
    (charset) => ({ charset: new Set(charset), minChars: 1 }),
  ),
};

/**
 * Read a password policy, in HCL or JSON: `length` and any number of `rule "charset"`.
 *
 * @throws PasswordPolicyError
 */
export function parsePasswordPolicy(text: string): PasswordPolicy {
  const root = parseText(text);
  assertKnownKeys(root, ['length', 'rule']);
  const { blocks, misfits } = findBlocks(root, 'rule', 1);
  if (misfits.length > 0) throw undecodable('"rule" must be a block with one label');
  const length = readCount(root, 'length') ?? 0;
  const rules = blocks.map(readRule);
  const faults = findFaults({ length, rules });
  if (faults.length > 0) throw invalid(errorList(faults));
  if (length < MIN_LENGTH || length > MAX_LENGTH) {
    throw new PasswordPolicyError(
      `passwords must be between ${MIN_LENGTH} and ${MAX_LENGTH} characters`,
    );
  }
  return { length, rules };
}

/** All characters that a policy's passwords are made of, each once. */
export function alphabetOf({ rules }: PasswordPolicy): readonly string[] {
  return [...new Set(rules.flatMap(({ charset }) => [...charset]))];
}

/**
 * Whether a password has what a policy asks for.
 *
 * @returns what is missing, without a character of the password; undefined when nothing is
 */
export function checkPassword(policy: PasswordPolicy, password: string): string | undefined {
  const characters = Array.from(password);
  if (characters.length < policy.length) {
    return `password must have at least ${policy.length} characters`;
  }
  const broken = policy.rules.find((rule) => !isRuleMet(rule, characters));
  if (!broken) return undefined;
  return `password must have at least ${broken.minChars} of ${[...broken.charset].join('')}`;
}

/** Whether characters satisfy one rule. */
export function isRuleMet(
  { charset, minChars }: CharsetRule,
  password: readonly string[],
): boolean {
  if (minChars === 0) return true;
  return password.filter((character) => charset.has(character)).length >= minChars;
}

function parseText(text: string): HclObject {
  try {
    return parseHcl(text);
  } catch (cause) {
    if (cause instanceof HclSyntaxError) throw undecodable(cause.message, cause);
    throw cause;
  }
}

function readRule({ labels, body }: HclBlock): CharsetRule {
  if (labels[0] !== 'charset') throw undecodable(`unknown rule "${labels[0]}"`);
  assertKnownKeys(body, ['charset', 'min-chars']);
  const charset = onlyItem(body, 'charset')?.value;
  if (charset && charset.kind !== 'string') throw undecodable('"charset" must be a string');
  return {
    charset: new Set(charset?.value ?? ''),
    minChars: readCount(body, 'min-chars') ?? 0,
  };
}

function readCount(object: HclObject, key: string): number | undefined {
  const value = onlyItem(object, key)?.value;
  if (!value) return undefined;
  const written = value.kind === 'number' ? value.text : value.kind === 'string' && value.value;
  if (written === false || !/^\d{1,9}$/.test(written)) {
    throw undecodable(`"${key}" must be a whole number, 0 or more`);
  }
  return Number(written);
}

function onlyItem(object: HclObject, key: string): HclItem | undefined {
  const [item, second] = object.items.filter(({ keys }) => keys[0] === key);
  if (second) throw undecodable(`"${key}" is set twice, on line ${second.line}`);
  return item;
}

function findFaults(policy: PasswordPolicy): readonly string[] {
  const alphabet = alphabetOf(policy);
  const wanted = policy.rules.reduce((sum, { minChars }) => sum + minChars, 0);
  const checks: readonly (readonly [boolean, string])[] = [
    [alphabet.length === 0, 'no charset specified'],
    [
      wanted > policy.length,
      `specified rules require at least ${wanted} characters but ${policy.length} is specified`,
    ],
    [!alphabet.every((character) => printable.test(character)), 'charset is not printable'],
    [alphabet.length > MAX_CHARSET, `charsets have more than ${MAX_CHARSET} characters`],
    [
      policy.rules.some(({ charset, minChars }) => minChars > 0 && charset.size === 0),
      'a rule asks for characters of an empty charset',
    ],
  ];
  return checks.filter(([isFault]) => isFault).map(([, text]) => text);
}

function assertKnownKeys(object: HclObject, known: readonly string[]): void {
  const faults = object.items
    .filter(({ keys }) => !known.includes(keys[0] ?? ''))
    .map(({ keys, line }) => `unknown key "${keys[0]}" on line ${line}`);
  if (faults.length > 0) throw invalid(errorList(faults));
}

/** Several errors in the form that the original gives lists of them. */
function errorList(faults: readonly string[]): string {
  const count = faults.length === 1 ? '1 error' : `${faults.length} errors`;
  return `${count} occurred:\n${faults.map((fault) => `\t* ${fault}\n`).join('')}\n`;
}

function undecodable(reason: string, cause?: unknown): PasswordPolicyError {
  return invalid(`unable to decode: ${reason}`, cause);
}

function invalid(reason: string, cause?: unknown): PasswordPolicyError {
  return new PasswordPolicyError(`invalid password policy: ${reason}`, { cause });
}
