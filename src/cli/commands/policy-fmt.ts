import { readFile, writeFile } from 'node:fs/promises';
import { CliError, exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { formatHcl, HclError } from '../hcl-format.ts';
import { InputReader } from '../input.ts';
import { printSuccess } from '../output/answer.ts';
import { say } from '../output/print.ts';

/** `policy fmt`: in place; `-` from standard input to standard output; `-check` only looks. */
export const formatPolicyFile: Run = async (context) => {
  const path = context.args[0] ?? '';
  const isStream = path === '-';
  const source = isStream ? await new InputReader(context).readAll() : await read(path);
  const formatted = format(source);
  if (context.flags.isSet('check')) {
    if (formatted === source) return exitCodes.done;
    say(context.io, `${isStream ? 'The policy' : path} is not in the usual layout.`);
    return exitCodes.local;
  }
  if (isStream) {
    context.io.stdout.write(formatted);
    return exitCodes.done;
  }
  if (formatted !== source) await writeFile(path, formatted);
  printSuccess(context, `Formatted policy: ${path}`);
  return exitCodes.done;
};

function format(source: string): string {
  try {
    return formatHcl(source);
  } catch (error) {
    if (error instanceof HclError)
      throw new CliError(`The policy cannot be parsed: ${error.message}`);
    throw error;
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError(`The file ${path} cannot be read.`, exitCodes.local, { cause });
  }
}
