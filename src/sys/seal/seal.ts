import { parseShare } from '../../core/seal/unseal-progress.ts';
import type { LifecycleService, SealStatus } from '../../core/lifecycle-service.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { toRfc3339 } from '../../lib/time.ts';
import { release } from '../../lib/release.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'lifecycle'>;

/** Initialise, seal and unseal. */
export const handlers: Handlers<typeof operations, Context> = {
  'read-initialization-status': async (_request, { services }) => {
    const { initialized } = await services.lifecycle.status();
    return { status: 200, bare: { initialized } };
  },

  initialize: async ({ body }, { services }) => {
    const { lifecycle } = services;
    if ((await lifecycle.status()).initialized) throw new ApiError('INIT_DONE');
    const hasPgp = [body.pgp_keys, body.recovery_pgp_keys].some((keys) => keys && keys.length > 0);
    if (hasPgp || body.root_token_pgp_key) throw new ApiError('INIT_PGP_UNAVAILABLE');
    const result = await lifecycle.init(
      lifecycle.hasAutoUnseal ? recoveryParts(body) : shareParts(body),
    );
    const hex = result.shares.map((share) => Buffer.from(share).toString('hex'));
    const base64 = result.shares.map((share) => Buffer.from(share).toString('base64'));
    const keys = lifecycle.hasAutoUnseal
      ? { keys: [], keys_base64: [], recovery_keys: hex, recovery_keys_base64: base64 }
      : { keys: hex, keys_base64: base64 };
    return { status: 200, bare: { ...keys, root_token: result.rootToken } };
  },

  'seal-status': async (_request, { services }) => answerStatus(services.lifecycle),

  unseal: async ({ body }, { services }) => {
    const { lifecycle } = services;
    if (body.reset) lifecycle.reset();
    else {
      const share = parseShare(body.key ?? '');
      await lifecycle.unseal(share);
    }
    return answerStatus(lifecycle);
  },

  seal: (_request, { services }) => {
    services.lifecycle.seal();
    return { status: 204 };
  },

  'step-down': () => ({ status: 204 }),

  'key-status': (_request, { services }) => {
    const { term, installedAt, encryptions } = services.lifecycle.keyStatus();
    return { status: 200, data: { term, install_time: toRfc3339(installedAt), encryptions } };
  },

  'rotate-encryption-key': (_request, { services }) => rotate(services.lifecycle),
  'rotate-keyring': (_request, { services }) => rotate(services.lifecycle),
};

async function rotate(lifecycle: LifecycleService): Promise<{ status: 204 }> {
  await lifecycle.rotate();
  return { status: 204 };
}

async function answerStatus(
  lifecycle: LifecycleService,
): Promise<{ status: number; bare: JsonObject }> {
  return { status: 200, bare: writeStatus(await lifecycle.status(), lifecycle.storageType) };
}

/** The document of `sys/seal-status`, its keys in the order of the original. */
function writeStatus(status: SealStatus, storageType: string): JsonObject {
  const { type, initialized, sealed, t, n, progress, nonce, recovery_seal, cluster } = status;
  return {
    type,
    initialized,
    sealed,
    t,
    n,
    progress,
    nonce,
    recovery_seal,
    ...(recovery_seal ? { recovery_seal_type: 'shamir' } : {}),
    version: release.version,
    commit_date: release.date,
    migration: false,
    ...(cluster ? { cluster_name: cluster.cluster_name, cluster_id: cluster.cluster_id } : {}),
    storage_type: storageType,
  };
}

interface InitBody {
  readonly secret_shares: number | undefined;
  readonly secret_threshold: number | undefined;
  readonly recovery_shares: number | undefined;
  readonly recovery_threshold: number | undefined;
}

function shareParts(body: InitBody): { shares: number; threshold: number } {
  if (body.recovery_shares || body.recovery_threshold) {
    throw invalid('recovery_shares and recovery_threshold do not apply to the shamir seal');
  }
  return validParts(body.secret_shares ?? 0, body.secret_threshold ?? 0);
}

/** With auto-unseal the shares are of the recovery key; one share where none are asked for. */
function recoveryParts(body: InitBody): { shares: number; threshold: number } {
  return validParts(body.recovery_shares || 1, body.recovery_threshold || 1);
}

function validParts(shares: number, threshold: number): { shares: number; threshold: number } {
  if (shares < 1) throw invalid('shares must be at least one');
  if (threshold < 1) throw invalid('threshold must be at least one');
  if (shares > 1 && threshold === 1) {
    throw invalid('threshold must be greater than one for multiple shares');
  }
  if (shares > 255) throw invalid('shares must be less than 256');
  if (threshold > 255) throw invalid('threshold must be less than 256');
  if (threshold > shares) throw invalid('threshold cannot be larger than shares');
  return { shares, threshold };
}

function invalid(reason: string): ApiError {
  return new ApiError('INIT_INVALID', { values: { reason } });
}
