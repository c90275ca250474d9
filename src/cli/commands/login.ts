import type { JsonObject } from '../../lib/json.ts';
import { CliError, exitCodes } from '../cli-error.ts';
import type { CommandContext, Run } from '../command.ts';
import { InputReader } from '../input.ts';
import { findLoginMethod } from '../login-methods.ts';
import { resolveMfa } from '../mfa.ts';
import { printSecret } from '../output/answer.ts';
import { printBare } from '../output/field.ts';
import { printDocument, printLine, say } from '../output/print.ts';
import { documentOf } from '../output/secret.ts';
import { attempt } from '../remote-error.ts';
import { readVariable } from '../settings.ts';
import { createTokenHelper } from '../token-helper.ts';
import { objectOf, textOf } from '../wire-json.ts';
import { secretOf } from '../secret-calls.ts';
import type { Client } from '../client.ts';

/** `login`: log in by a method, keep the token, show who one is now. */
export const login: Run = async (context) => {
  const { flags } = context;
  const isBare = flags.isSet('token-only');
  const isKept = !flags.isSet('no-store') && !isBare;
  if (flags.isSet('no-store') && flags.isSet('no-print')) {
    throw new CliError('-no-store and -no-print exclude each other: the token would be lost.');
  }
  const secret = await authenticate(context, isKept);
  const token = textOf(objectOf(secret, 'auth'), 'client_token');
  if (token === '') return show(context, secret, false);
  if (isBare) {
    await printBare(context, token);
    return exitCodes.done;
  }
  if (!isKept) {
    noteNotStored(context);
    return show(context, secret, false);
  }
  const isStored = await keep(context, token);
  const code = await show(context, secret, isStored);
  return isStored ? code : exitCodes.remote;
};

async function authenticate(context: CommandContext, isKept: boolean): Promise<JsonObject> {
  const method = findLoginMethod(context.flags.text('method') || 'token');
  const { mount, fields } = await readArguments(context, method.isToken);
  const client = await context.client();
  return attempt('Error authenticating', async () => {
    const answer = await method.login({ context, client, mount, fields });
    return unwrapIfWrapped(client, await resolveMfa(context, client, answer), isKept);
  });
}

function noteNotStored({ io, format, flags }: CommandContext): void {
  if (format !== 'table' || flags.isGiven('field')) return;
  say(io, 'The token was not stored: later commands need it in VAULT_TOKEN.');
}

interface LoginArguments {
  readonly mount: string;
  readonly fields: JsonObject;
}

/** Pairs, or for the method `token` one bare word; `mount=` is the same as `-path`. */
async function readArguments(context: CommandContext, isToken: boolean): Promise<LoginArguments> {
  const input = new InputReader(context);
  const [first] = context.args;
  const method = context.flags.text('method') || 'token';
  if (isToken && context.args.length === 1 && first !== undefined && isBareToken(first)) {
    const token = (await input.readText(first)).trim();
    return { mount: method, fields: { token } };
  }
  const { mount, ...fields } = await input.readPairs(context.args);
  const named = typeof mount === 'string' ? mount : undefined;
  return { mount: context.flags.text('path') || named || method, fields };
}

function isBareToken(word: string): boolean {
  return word === '-' || !word.includes('=');
}

/** `-wrap-ttl` wraps the login; a token that is to be kept must come out again at once. */
async function unwrapIfWrapped(
  client: Client,
  secret: JsonObject,
  isKept: boolean,
): Promise<JsonObject> {
  const wrapping = textOf(objectOf(secret, 'wrap_info'), 'token');
  if (wrapping === '' || !isKept) return secret;
  const call = { method: 'PUT', path: 'sys/wrapping/unwrap', isHelper: true } as const;
  return secretOf(await client.withToken(wrapping).send(call)) ?? secret;
}

/** A token that cannot be kept is shown all the same, so that the login is not lost. */
async function keep({ io, settings }: CommandContext, token: string): Promise<boolean> {
  try {
    await (await createTokenHelper(io, settings.address)).store(token);
  } catch (error) {
    const reason = error instanceof CliError ? error.message : 'unknown failure';
    say(io, `The token could not be stored. ${reason}`, 'red');
    return false;
  }
  if (readVariable(io.env, 'TOKEN') !== undefined) {
    say(
      io,
      'WARNING! VAULT_TOKEN is set and wins over the token that was stored; unset it.',
      'yellow',
    );
  }
  return true;
}

async function show(
  context: CommandContext,
  secret: JsonObject,
  isStored: boolean,
): Promise<number> {
  const { io, flags, format } = context;
  if (flags.isSet('no-print') && isStored) return exitCodes.done;
  if (flags.isGiven('field')) return printSecret(context, secret);
  if (format !== 'table') {
    await printDocument(io, documentOf(secret), format);
    return exitCodes.done;
  }
  if (isStored) {
    printLine(
      io,
      'Success! You are logged in, and the token below is stored: later commands use it.\n',
    );
  }
  return printSecret(context, secret);
}
