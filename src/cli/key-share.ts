import type { CommandContext } from './command.ts';
import { CliError } from './cli-error.ts';
import { canAsk, InputReader } from './input.ts';

/** Where a share goes. */
export interface ShareAim {
  /** What the share is called when it is asked for. */
  readonly name: string;
  /** Nonce of the attempt that is under way, as the server tells it. */
  readonly fetchNonce: () => Promise<string>;
}

/**
 * A key share and the attempt that it is for: from the line or standard input with `-nonce`, or asked for.
 *
 * @throws CliError (1) when the share came without `-nonce`, or nobody can be asked
 */
export async function readShare(
  context: CommandContext,
  { name, fetchNonce }: ShareAim,
): Promise<{ key: string; nonce: string }> {
  const [given] = context.args;
  const nonce = context.flags.text('nonce') ?? '';
  if (given !== undefined) {
    if (nonce === '') {
      throw new CliError('A key that is not asked for needs -nonce, as the status shows it.');
    }
    return { key: (await new InputReader(context).readText(given)).trim(), nonce };
  }
  if (!canAsk(context)) {
    throw new CliError('There is no terminal to ask at: give the key as argument, or by -.');
  }
  const current = nonce === '' ? await fetchNonce() : nonce;
  const question = { text: `${name} (will be hidden): `, isHidden: true };
  return { key: (await context.io.ask(question)).trim(), nonce: current };
}
