import { ApiError } from '../../errors/api-error.ts';
import { text, withDefault } from '../../framework/field.ts';
import { parseShare } from './unseal-progress.ts';

/** What is sent with a share of an attempt. */
export const givenShareFields = {
  key: withDefault(text('One share, in hexadecimal or base64.', { secret: true }), ''),
  nonce: withDefault(text('Of the attempt.'), ''),
};

/**
 * A key share and the attempt it is meant for, as they were sent.
 *
 * @throws ApiError `SHARE_MISSING`, `SHARE_NONCE_MISSING`, `UNSEAL_KEY_UNREADABLE`, `UNSEAL_KEY_LENGTH`
 */
export function readGivenShare(body: { readonly key: string; readonly nonce: string }): {
  share: Uint8Array;
  nonce: string;
} {
  if (body.key === '') throw new ApiError('SHARE_MISSING');
  if (body.nonce === '') throw new ApiError('SHARE_NONCE_MISSING');
  return { share: parseShare(body.key), nonce: body.nonce };
}
