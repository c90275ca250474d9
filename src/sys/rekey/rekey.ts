import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { BackedUpShares, RekeyStatus, RekeyTarget } from '../../core/seal/rekey.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { readGivenShare } from '../../core/seal/given-share.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'keys'>;

interface WishBody {
  readonly secret_shares: number;
  readonly secret_threshold: number;
  readonly pgp_keys: readonly string[];
  readonly backup: boolean | undefined;
  readonly Backup: boolean | undefined;
  readonly require_verification: boolean;
}

interface GiveBody {
  readonly key: string;
  readonly nonce: string;
}

/** New shares, of the unseal key and of the recovery key alike. */
export const handlers: Handlers<typeof operations, Context> = {
  'rekey-read-progress': (_request, context) => readProgress('barrier', context),
  'rekey-initialize': ({ body }, context) => begin('barrier', body, context),
  'rekey-cancel': (_request, context) => cancel('barrier', context),
  'rekey-update': ({ body }, context) => give('barrier', body, context),
  'rekey-verification-read-progress': (_request, context) => readVerification('barrier', context),
  'rekey-verification-update': ({ body }, context) => verify('barrier', body, context),
  'rekey-verification-cancel': (_request, context) => restart('barrier', context),
  'rekey-read-backup-key': (_request, context) => readBackup('barrier', context),
  'rekey-delete-backup-key': (_request, context) => removeBackup('barrier', context),
  'rekey-recovery-read-progress': (_request, context) => readProgress('recovery', context),
  'rekey-recovery-initialize': ({ body }, context) => begin('recovery', body, context),
  'rekey-recovery-cancel': (_request, context) => cancel('recovery', context),
  'rekey-recovery-update': ({ body }, context) => give('recovery', body, context),
  'rekey-recovery-verification-read-progress': (_request, context) =>
    readVerification('recovery', context),
  'rekey-recovery-verification-update': ({ body }, context) => verify('recovery', body, context),
  'rekey-recovery-verification-cancel': (_request, context) => restart('recovery', context),
  'rekey-read-backup-recovery-key': (_request, context) => readBackup('recovery', context),
  'rekey-delete-backup-recovery-key': (_request, context) => removeBackup('recovery', context),
};

async function readProgress(target: RekeyTarget, { services }: Context) {
  const status = await services.keys.rekey(target).status();
  return { status: 200, data: status ? writeStatus(status) : notStarted } as const;
}

async function begin(target: RekeyTarget, body: WishBody, { services }: Context) {
  const { secret_shares: shares, secret_threshold: threshold, ...rest } = body;
  const { pgp_keys, require_verification } = rest;
  const backup = rest.backup ?? rest.Backup ?? false;
  const wish = { shares, threshold, pgp_keys, backup, require_verification };
  const status = await services.keys.rekey(target).begin(wish);
  return { status: 200, data: writeStatus(status) } as const;
}

async function cancel(target: RekeyTarget, { services }: Context) {
  await services.keys.rekey(target).cancel();
  return { status: 204 } as const;
}

async function give(target: RekeyTarget, body: GiveBody, { services }: Context) {
  const { nonce, share } = readGivenShare(body);
  const { status, made } = await services.keys.rekey(target).give(nonce, share);
  const written = writeStatus(status);
  if (!made) return { status: 200, data: written } as const;
  const { pgp_fingerprints, backup, verification_required, verification_nonce } = written;
  const keys = { complete: true, keys: made.hex, keys_base64: made.base64 };
  const data = { nonce: status.nonce, ...keys, pgp_fingerprints, backup, verification_required };
  return {
    status: 200,
    data: verification_required ? { ...data, verification_nonce: verification_nonce ?? '' } : data,
  } as const;
}

async function readVerification(target: RekeyTarget, { services }: Context) {
  const status = await services.keys.rekey(target).status();
  if (!status) throw new ApiError('REKEY_NONE_TO_VERIFY');
  return { status: 200, data: writeVerification(status) } as const;
}

async function verify(target: RekeyTarget, body: GiveBody, { services }: Context) {
  const { nonce, share } = readGivenShare(body);
  const status = await services.keys.rekey(target).verify(nonce, share);
  const data = status ? writeVerification(status) : { nonce, complete: true };
  return { status: 200, data } as const;
}

async function restart(target: RekeyTarget, { services }: Context) {
  const status = await services.keys.rekey(target).restartVerification();
  return { status: 200, data: writeVerification(status) } as const;
}

async function readBackup(target: RekeyTarget, { services }: Context) {
  return { status: 200, data: writeBackup(await services.keys.rekey(target).backup()) } as const;
}

function removeBackup(target: RekeyTarget, { services }: Context) {
  services.keys.rekey(target).removeBackup();
  return { status: 204 } as const;
}

const notStarted = {
  nonce: '',
  started: false,
  t: 0,
  n: 0,
  progress: 0,
  required: 0,
  pgp_fingerprints: null,
  backup: false,
  verification_required: false,
};

function writeStatus(status: RekeyStatus) {
  const { nonce, threshold, shares, progress, required, fingerprints, verification } = status;
  return {
    nonce,
    started: true,
    t: threshold,
    n: shares,
    progress,
    required,
    pgp_fingerprints: fingerprints.length > 0 ? fingerprints : null,
    backup: status.backup,
    verification_required: status.require_verification,
    ...(verification ? { verification_nonce: verification.nonce } : {}),
  };
}

function writeVerification({ verification, threshold, shares }: RekeyStatus) {
  if (!verification) throw new ApiError('REKEY_NO_VERIFICATION');
  const { nonce, progress } = verification;
  return { nonce, started: true, t: threshold, n: shares, progress };
}

function writeBackup({ nonce, keys }: BackedUpShares) {
  const base64 = Object.entries(keys).map(([fingerprint, shares]) => [
    fingerprint,
    shares.map((hex) => Buffer.from(hex, 'hex').toString('base64')),
  ]);
  return { nonce, keys, keys_base64: Object.fromEntries(base64) as Record<string, string[]> };
}
