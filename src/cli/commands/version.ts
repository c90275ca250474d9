import { readFile } from 'node:fs/promises';
import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { printLine } from '../output/print.ts';
import { parseJsonObject, textOf } from '../wire-json.ts';

/** `version`: from the package this program belongs to; the same depth below it, built or not. */
export const version: Run = async ({ io }) => {
  const path = new URL('../../../package.json', import.meta.url);
  const own = parseJsonObject(await readFile(path, 'utf8'));
  printLine(io, `Portcullis v${textOf(own, 'version')} (Node.js ${process.version})`);
  return exitCodes.done;
};
