import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { currentToken } from '../context.ts';
import { printLine } from '../output/print.ts';

/** `print token`: the token in use, as it is. */
export const printToken: Run = async ({ io, settings }) => {
  printLine(io, await currentToken(io, settings));
  return exitCodes.done;
};
