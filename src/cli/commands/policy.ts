import { exitCodes, CliError } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import { InputReader } from '../input.ts';
import { printSuccess } from '../output/answer.ts';
import { escapeControls } from '../output/table.ts';
import { printDocument, printLine, printText, say } from '../output/print.ts';
import { attempt } from '../remote-error.ts';
import { sendForSecret } from '../secret-calls.ts';
import { listOf, objectOf, textOf } from '../wire-json.ts';

const root = 'sys/policies/acl';

/** `policy list`: bare names, no heading. */
export const listPolicies: Run = async (context) => {
  const client = await context.client();
  const secret = await attempt('Error listing policies', () =>
    sendForSecret(client, {
      method: 'GET',
      path: root,
      query: [['list', 'true']],
      isNeverWrapped: true,
    }),
  );
  const names = listOf(objectOf(secret, 'data'), 'keys').map(String);
  if (context.format !== 'table') await printDocument(context.io, names, context.format);
  else for (const name of names) printLine(context.io, escapeControls(name));
  return exitCodes.done;
};

/** `policy read`: the text, or `{"policy": text}`. */
export const readPolicy: Run = async (context) => {
  const name = policyName(context);
  const client = await context.client();
  const secret = await attempt(`Error reading policy named ${name}`, () =>
    sendForSecret(client, { method: 'GET', path: `${root}/${name}`, isNeverWrapped: true }),
  );
  if (!secret) throw new CliError(`No policy named: ${name}`, exitCodes.remote);
  const policy = textOf(objectOf(secret, 'data'), 'policy').trim();
  if (context.format === 'table') printText(context.io, policy);
  else await printDocument(context.io, { policy }, context.format);
  return exitCodes.done;
};

/** `policy write`: from a file or standard input. */
export const writePolicy: Run = async (context) => {
  const name = policyName(context);
  const source = context.args[1]?.trim() ?? '';
  const policy = (
    await new InputReader(context).readText(source === '-' ? '-' : `@${source}`)
  ).trim();
  if (policy === '') throw new CliError('The policy is empty.');
  const client = await context.client();
  const call = { method: 'PUT', path: `${root}/${name}`, body: { policy } } as const;
  await attempt('Error uploading policy', () => client.send(call));
  printSuccess(context, `Uploaded policy: ${name}`);
  return exitCodes.done;
};

/** `policy delete`. */
export const deletePolicy: Run = async (context) => {
  const name = policyName(context);
  const client = await context.client();
  await attempt(`Error deleting ${name}`, () =>
    client.send({ method: 'DELETE', path: `${root}/${name}` }),
  );
  printSuccess(context, `Deleted policy: ${name}`);
  return exitCodes.done;
};

/** The server keeps names in lower case, so the call and what is said use the same. */
function policyName({ args, io }: CommandContext): string {
  const given = args[0]?.trim() ?? '';
  const name = given.toLowerCase();
  if (name !== given) say(io, `The name of a policy is lower-case: ${name}`, 'yellow');
  return name;
}
