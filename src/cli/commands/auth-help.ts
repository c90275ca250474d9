import { CliError, exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { loginHelp } from '../login-methods.ts';
import { printLine } from '../output/print.ts';
import { mountPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { objectOf, textOf } from '../wire-json.ts';

/** `auth help`: how a login is written; a word that is no type is looked up as a path. */
export const helpAuth: Run = async (context) => {
  const word = context.args[0]?.trim() ?? '';
  const known = loginHelp(word);
  if (known !== undefined) {
    printLine(context.io, known);
    return exitCodes.done;
  }
  const client = await context.client();
  const path = mountPath(word);
  const answer = await attempt('Error listing enabled authentications', () =>
    client.send({ method: 'GET', path: 'sys/auth', isNeverWrapped: true }),
  );
  const mount = objectOf(objectOf(answer.json, 'data') ?? answer.json, path);
  if (!mount) throw new CliError(`There is no auth method at ${path}`, exitCodes.remote);
  const type = textOf(mount, 'type');
  const help = loginHelp(type);
  if (help === undefined) throw new CliError(`There is no login by ${type} on the command line.`);
  printLine(context.io, `${help}\n\nIt is enabled at ${path}: add -path=${path}`);
  return exitCodes.done;
};
