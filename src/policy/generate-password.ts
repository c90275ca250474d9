import { setImmediate } from 'node:timers/promises';
import type { RandomBytes } from '../crypto/random.ts';
import type { Clock } from '../lib/time.ts';
import { type PasswordPolicy, alphabetOf, isRuleMet } from './password-policy.ts';

/** What making a password needs of its surroundings. */
export interface PasswordSources {
  readonly random: RandomBytes;
  readonly now: Clock;
}

/** No password was found in time: its rules are hardly ever met by chance. */
export class PasswordGenerationError extends Error {
  override readonly name = 'PasswordGenerationError';
}

/** Milliseconds after which the search is given up. */
const BUDGET_MS = 1000;

/** Passwords drawn before other work gets its turn; and how often, for clocks that stand still. */
const DRAWS_PER_TURN = 500;
const MAX_TURNS = 400;

/**
 * Make a password: drawn uniformly over all characters of the policy, again until each rule is met.
 *
 * Every password that the policy allows is equally likely.
 *
 * @throws PasswordGenerationError after one second, or 200,000 draws
 */
export async function generatePassword(
  policy: PasswordPolicy,
  { random, now }: PasswordSources,
): Promise<string> {
  const alphabet = alphabetOf(policy);
  const deadline = now() + BUDGET_MS;
  for (let turn = 0; turn < MAX_TURNS && now() < deadline; turn += 1) {
    for (let draw = 0; draw < DRAWS_PER_TURN; draw += 1) {
      const password = drawCharacters(alphabet, policy.length, random);
      if (policy.rules.every((rule) => isRuleMet(rule, password))) return password.join('');
    }
    await setImmediate();
  }
  throw new PasswordGenerationError('no password that meets all rules was found in time');
}

function drawCharacters(
  alphabet: readonly string[],
  length: number,
  random: RandomBytes,
): readonly string[] {
  const characters: string[] = [];
  // bytes from here on would favour the first characters of the alphabet
  const bound = 256 - (256 % alphabet.length);
  while (characters.length < length) {
    for (const byte of random(length)) {
      const character = byte < bound ? alphabet[byte % alphabet.length] : undefined;
      if (character !== undefined && characters.length < length) characters.push(character);
    }
  }
  return characters;
}
