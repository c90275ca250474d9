import type { AnyAnswer } from '../framework/operation.ts';

/**
 * A refusal and a token never leave the same handler: of an answer that is both, nothing is stored or sent.
 *
 * @throws Error for an answer with a failing status that also brings a login or a token
 */
export function assertSoundAnswer({ status, login, auth }: AnyAnswer): void {
  if (status >= 400 && (login || auth)) {
    throw new Error(`a handler answered ${status} and a token`);
  }
}
