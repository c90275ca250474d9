import type { Call } from '../call.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import { InputReader } from '../input.ts';
import { printExplanation } from '../output/explanation.ts';
import { printDocument } from '../output/print.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import type { JsonObject } from '../../lib/json.ts';
import { objectOf } from '../wire-json.ts';

/** `explain`: why a request was refused. */
export const explainRefusal: Run = async (context) => {
  const id = context.args[0]?.trim() ?? '';
  const path = `sys/explain/${encodeURIComponent(id)}`;
  await show(context, 'Error explaining the request', { method: 'GET', path });
  return exitCodes.done;
};

/** `explain login`: by which checks a login would pass or fail. Exit code 1 when it would fail. */
export const explainLogin: Run = async (context) => {
  const [mount = '', ...pairs] = context.args;
  const body = await new InputReader(context).readPairs(pairs);
  const path = `auth/${cleanPath(mount).replace(/^auth\//, '')}/explain`;
  return showVerdict(context, 'Error explaining the login', { method: 'POST', path, body });
};

/**
 * `policy test`: whether policies would allow a request. Exit code 1 when they would not. `-wrap-ttl` is that
 * of the request that is imagined: policies may demand one.
 */
export const testPolicy: Run = async (context) => {
  const { args, flags, settings } = context;
  const [operation = '', path = '', ...pairs] = args;
  const policies = flags.list('policy');
  const accessor = flags.text('accessor') ?? '';
  if (policies.length > 0 && accessor !== '') {
    throw new CliError('Name either -policy or -accessor.');
  }
  const data = await new InputReader(context).readPairs(pairs);
  const body = {
    ...(await subject(context, policies, accessor)),
    operation,
    path: path.trim(),
    ...(Object.keys(data).length > 0 && { data }),
    ...(settings.wrapTtl !== undefined && { wrap_ttl: settings.wrapTtl }),
  };
  const call = { method: 'POST', path: 'sys/policies/test', body } as const;
  return showVerdict(context, 'Error testing the policies', call);
};

/** Whose policies are asked: by default those of the token in use. */
async function subject(
  context: CommandContext,
  policies: readonly string[],
  accessor: string,
): Promise<JsonObject> {
  if (policies.length > 0) return { policies };
  if (accessor !== '') return { accessor };
  return { token: (await context.client()).token };
}

async function showVerdict(context: CommandContext, act: string, call: Call): Promise<number> {
  const data = await show(context, act, call);
  return data['allowed'] === true ? exitCodes.done : exitCodes.local;
}

async function show(context: CommandContext, act: string, call: Call): Promise<JsonObject> {
  const client = await context.client();
  const answer = await attempt(act, () => client.send({ ...call, isNeverWrapped: true }));
  const data = objectOf(answer.json, 'data') ?? {};
  if (context.format === 'table') printExplanation(context.io, data);
  else await printDocument(context.io, data, context.format);
  return data;
}
