import { CliError, exitCodes } from '../cli-error.ts';
import type { Call } from '../call.ts';
import type { CommandContext, Run } from '../command.ts';
import { printSecret, printSuccess } from '../output/answer.ts';
import { printDocument, printLine, say } from '../output/print.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { secretOf } from '../secret-calls.ts';
import { listOf, objectOf } from '../wire-json.ts';

/** `token lookup`: the token in use, another one, or one by accessor. */
export const lookupToken: Run = async (context) => {
  const isByAccessor = context.flags.isSet('accessor');
  const [value] = context.args;
  if (isByAccessor && !value)
    throw new CliError('Not enough arguments with -accessor (expected 1, got 0)');
  const call = lookupCall(value?.trim(), isByAccessor);
  return printCall(context, 'Error looking up token', call);
};

function lookupCall(value: string | undefined, isByAccessor: boolean): Call {
  if (!value) return { method: 'GET', path: 'auth/token/lookup-self' };
  return isByAccessor
    ? { method: 'POST', path: 'auth/token/lookup-accessor', body: { accessor: value } }
    : { method: 'POST', path: 'auth/token/lookup', body: { token: value } };
}

/** `token renew`: the increment goes out in whole seconds, 0 for the server's choice. */
export const renewToken: Run = async (context) => {
  const isByAccessor = context.flags.isSet('accessor');
  const [value] = context.args;
  if (isByAccessor && !value)
    throw new CliError('Not enough arguments with -accessor (expected 1, got 0)');
  const increment = context.flags.number('increment') ?? 0;
  const call = renewCall(value?.trim(), isByAccessor, increment);
  return printCall(context, 'Error renewing token', call);
};

function renewCall(value: string | undefined, isByAccessor: boolean, increment: number): Call {
  if (!value) return { method: 'PUT', path: 'auth/token/renew-self', body: { increment } };
  return isByAccessor
    ? { method: 'POST', path: 'auth/token/renew-accessor', body: { accessor: value, increment } }
    : { method: 'PUT', path: 'auth/token/renew', body: { token: value, increment } };
}

async function printCall(context: CommandContext, act: string, call: Call): Promise<number> {
  const client = await context.client();
  const secret = await attempt(act, async () => secretOf(await client.send(call)));
  return secret ? printSecret(context, secret) : exitCodes.done;
}

/** `token revoke`: by value, by accessor, the own one, without its children, or all below a path. */
export const revokeToken: Run = async (context) => {
  const { flags, args } = context;
  const call = revokeCall({
    value: args[0]?.trim() ?? '',
    isSelf: flags.isSet('self'),
    isByAccessor: flags.isSet('accessor'),
    mode: flags.text('mode') ?? '',
  });
  const client = await context.client();
  await attempt('Error revoking token', () => client.send(call));
  printSuccess(context, 'The token is revoked (if it existed).');
  return exitCodes.done;
};

interface Revocation {
  readonly value: string;
  readonly isSelf: boolean;
  readonly isByAccessor: boolean;
  readonly mode: string;
}

function revokeCall(wanted: Revocation): Call {
  const { value, isSelf, isByAccessor, mode } = wanted;
  checkRevocation(wanted);
  if (isSelf) return { method: 'PUT', path: 'auth/token/revoke-self' };
  if (isByAccessor) {
    return { method: 'POST', path: 'auth/token/revoke-accessor', body: { accessor: value } };
  }
  if (mode === 'path') {
    return { method: 'PUT', path: `sys/leases/revoke-prefix/${cleanPath(value)}` };
  }
  const path = mode === 'orphan' ? 'auth/token/revoke-orphan' : 'auth/token/revoke';
  return { method: 'PUT', path, body: { token: value } };
}

function checkRevocation({ value, isSelf, isByAccessor, mode }: Revocation): void {
  if (!['', 'orphan', 'path'].includes(mode)) throw new CliError('-mode takes orphan or path.');
  if (isSelf && (value !== '' || isByAccessor || mode !== '')) {
    throw new CliError('-self takes no argument and no other flag.');
  }
  if (!isSelf && value === '') {
    throw new CliError('Not enough arguments (expected 1, got 0): give a token, or -self.');
  }
  if (isByAccessor && mode !== '') throw new CliError('-accessor and -mode exclude each other.');
}

/** `token capabilities`: what the token in use, or another one, may do on a path. */
export const tokenCapabilities: Run = async (context) => {
  const [first = '', second] = context.args;
  const path = cleanPath(second ?? first);
  const call = capabilitiesCall(context, second === undefined ? undefined : first.trim(), path);
  const client = await context.client();
  const answer = await attempt('Error listing capabilities', () =>
    client.send({ ...call, isNeverWrapped: true }),
  );
  const data = objectOf(answer.json, 'data') ?? answer.json;
  const capabilities = (
    listOf(data, 'capabilities').length > 0 ? listOf(data, 'capabilities') : listOf(data, path)
  )
    .map(String)
    .sort();
  if (capabilities.length === 0) {
    say(context.io, 'No capabilities found', 'red');
    return exitCodes.remote;
  }
  if (context.format === 'table') printLine(context.io, capabilities.join(', '));
  else await printDocument(context.io, capabilities, context.format);
  return exitCodes.done;
};

function capabilitiesCall(context: CommandContext, token: string | undefined, path: string): Call {
  if (token === undefined) {
    if (context.flags.isSet('accessor'))
      throw new CliError('-accessor needs an accessor and a path.');
    return { method: 'POST', path: 'sys/capabilities-self', body: { path } };
  }
  return context.flags.isSet('accessor')
    ? { method: 'POST', path: 'sys/capabilities-accessor', body: { accessor: token, path } }
    : { method: 'POST', path: 'sys/capabilities', body: { token, path } };
}
