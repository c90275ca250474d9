import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { readGivenShare } from '../../core/seal/given-share.ts';
import { OTP_LENGTH, type RootGenerationStatus } from '../../core/seal/root-generation.ts';
import { decodeWithPad } from '../../crypto/one-time-pad.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'keys'>;

/** A root token for those who have enough key shares. */
export const handlers: Handlers<typeof operations, Context> = {
  'root-token-generation-read-progress': async (_request, { services }) => {
    const status = await services.keys.rootGeneration.status();
    return { status: 200, data: writeStatus(status) };
  },

  'root-token-generation-initialize': async ({ body }, { services }) => {
    const { otp, ...status } = await services.keys.rootGeneration.begin(body);
    return { status: 200, data: writeStatus(status, { otp }) };
  },

  'root-token-generation-cancel': async (_request, { services }) => {
    await services.keys.rootGeneration.cancel();
    return { status: 204 };
  },

  'root-token-generation-update': async ({ body }, { services }) => {
    const { nonce, share } = readGivenShare(body);
    const { status, encoded } = await services.keys.rootGeneration.give(nonce, share);
    return { status: 200, data: writeStatus(status, { encoded }) };
  },

  'decode-token': ({ body }) => {
    const { encoded_token, otp } = body;
    if (encoded_token === '' || otp === '') throw new ApiError('DECODE_TOKEN_EMPTY');
    const token = decodeWithPad(encoded_token, otp);
    if (token === undefined) throw new ApiError('DECODE_TOKEN_LENGTH');
    return { status: 200, data: { token } };
  },
};

function writeStatus(
  status: RootGenerationStatus,
  { otp = '', encoded = '' }: { otp?: string; encoded?: string } = {},
) {
  return {
    nonce: status.nonce,
    started: status.isStarted,
    progress: status.progress,
    required: status.required,
    complete: encoded !== '',
    encoded_token: encoded,
    encoded_root_token: encoded,
    pgp_fingerprint: status.fingerprint,
    otp,
    otp_length: OTP_LENGTH,
  };
}
