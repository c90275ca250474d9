import type { JsonObject } from '../../lib/json.ts';
import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import type { FlagValues } from '../flag-values.ts';
import { formatGoDuration } from '../../lib/go-duration.ts';
import { printSecret } from '../output/answer.ts';
import { attempt } from '../remote-error.ts';
import { secretOf } from '../secret-calls.ts';

/** `token create`: every field is sent, those that were not given with their zero. */
export const createToken: Run = async (context) => {
  const { flags } = context;
  const role = flags.text('role')?.trim() ?? '';
  const path = role === '' ? 'auth/token/create' : `auth/token/create/${role}`;
  const client = await context.client();
  const secret = await attempt('Error creating token', async () =>
    secretOf(await client.send({ method: 'POST', path, body: tokenRequest(flags) })),
  );
  return secret ? printSecret(context, secret) : exitCodes.done;
};

function tokenRequest(flags: FlagValues): JsonObject {
  const type = flags.text('type') || 'service';
  return {
    id: flags.text('id') ?? '',
    policies: flags.list('policy'),
    meta: flags.map('metadata'),
    ttl: durationOf(flags, 'ttl'),
    explicit_max_ttl: durationOf(flags, 'explicit-max-ttl'),
    period: durationOf(flags, 'period'),
    no_parent: flags.isSet('orphan'),
    no_default_policy: flags.isSet('no-default-policy'),
    display_name: flags.text('display-name') ?? '',
    num_uses: flags.number('use-limit') ?? 0,
    // A batch token never is; the server refuses the pair.
    renewable: type === 'batch' ? false : flags.isSet('renewable', true),
    type,
    entity_alias: flags.text('entity-alias') ?? '',
  };
}

/** The word `system` and an absent flag both leave the choice to the server. */
function durationOf(flags: FlagValues, name: string): string {
  return formatGoDuration(Math.max(0, flags.number(name) ?? 0));
}
