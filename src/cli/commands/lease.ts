import { CliError, exitCodes } from '../cli-error.ts';
import type { Call } from '../call.ts';
import type { CommandContext, Run } from '../command.ts';
import { printSecret, printSuccess } from '../output/answer.ts';
import { say } from '../output/print.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { secretOf } from '../secret-calls.ts';

/** `lease lookup`. */
export const lookupLease: Run = async (context) => {
  const body = { lease_id: context.args[0]?.trim() ?? '' };
  return printCall(context, 'Error looking up lease', {
    method: 'PUT',
    path: 'sys/leases/lookup',
    body,
  });
};

/** `lease renew`: the increment goes out in whole seconds. */
export const renewLease: Run = async (context) => {
  const increment = context.flags.number('increment') ?? 0;
  const body = { increment, lease_id: context.args[0]?.trim() ?? '' };
  return printCall(context, 'Error renewing lease', {
    method: 'PUT',
    path: 'sys/leases/renew',
    body,
  });
};

async function printCall(context: CommandContext, act: string, call: Call): Promise<number> {
  const client = await context.client();
  const secret = await attempt(act, async () => secretOf(await client.send(call)));
  return secret ? printSecret(context, secret) : exitCodes.done;
}

/** `lease revoke`: without `-sync` the server only notes the work. */
export const revokeLease: Run = async (context) => {
  const { flags, io } = context;
  const [isPrefix, isForce] = [flags.isSet('prefix'), flags.isSet('force')];
  if (isForce && !isPrefix) throw new CliError('-force needs -prefix.');
  const id = cleanPath(context.args[0] ?? '');
  if (isForce) {
    say(
      io,
      'WARNING! Leases that cannot be revoked are forgotten: what they stand for may live on.',
      'yellow',
    );
  }
  const kind = isForce ? 'revoke-force' : isPrefix ? 'revoke-prefix' : 'revoke';
  const isSync = flags.isSet('sync');
  const client = await context.client();
  await attempt('Error revoking lease', () =>
    client.send({ method: 'PUT', path: `sys/leases/${kind}/${id}`, body: { sync: isSync } }),
  );
  const what = isPrefix ? `All leases below ${id}` : `Lease ${id}`;
  const done = isPrefix ? 'are revoked' : 'is revoked';
  printSuccess(context, isSync || isForce ? `${what} ${done}.` : `${what}: revocation is queued.`);
  return exitCodes.done;
};
