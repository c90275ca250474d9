import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { printSecret, printSuccess } from '../output/answer.ts';
import { printListing } from '../output/listing.ts';
import { attempt } from '../remote-error.ts';
import { secretOf } from '../secret-calls.ts';
import { isJsonList, objectOf } from '../wire-json.ts';

/** `unwrap`: the wrapping token is the own one when there is no other, else it goes into the body. */
export const unwrap: Run = async (context) => {
  const wrapping = context.args[0]?.trim() ?? '';
  const own = await context.client();
  const isOther = wrapping !== '' && own.token !== '' && own.token !== wrapping;
  const client = own.token === '' ? own.withToken(wrapping) : own;
  const secret = await attempt('Error unwrapping', async () =>
    secretOf(
      await client.send({
        method: 'PUT',
        path: 'sys/wrapping/unwrap',
        ...(isOther ? { body: { token: wrapping } } : {}),
      }),
    ),
  );
  if (!secret) {
    if (context.format === 'table') printSuccess(context, 'The wrapping token held no data.');
    return exitCodes.done;
  }
  const keys = objectOf(secret, 'data')?.['keys'];
  if (isJsonList(keys) && !context.flags.isGiven('field')) {
    await printListing(context, secret, 'the wrapped answer');
    return exitCodes.done;
  }
  return printSecret(context, secret);
};
