import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { describeFailure } from '../errors.ts';
import { CliError, RequestShown } from '../cli-error.ts';
import { fetchSealStatus, printSealStatus } from '../seal-status.ts';
import { attempt } from '../remote-error.ts';

/**
 * `status`: exit 0 unsealed, 2 sealed, 1 on any error. Readiness scripts rely on an unreachable server
 * being 1.
 */
export const status: Run = async (context) => {
  try {
    const client = await context.client();
    const found = await attempt('Error checking seal status', () => fetchSealStatus(client));
    await printSealStatus(context, found);
    return found['sealed'] === true ? exitCodes.remote : exitCodes.done;
  } catch (error) {
    if (error instanceof RequestShown) throw error;
    throw new CliError(describeFailure(error).text, exitCodes.local, { cause: error });
  }
};
