import { parseShare } from '../../core/seal/unseal-progress.ts';
import type { InitResult } from '../../core/seal/initialize.ts';
import {
  faultOfCounts,
  readPgpKey,
  readPgpKeys,
  sealShares,
  type ShareCounts,
  writeShares,
} from '../../core/seal/sealed-shares.ts';
import type { LifecycleService, SealStatus } from '../../core/lifecycle-service.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { announcedVersion, release } from '../../lib/release.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'lifecycle'>;

/** Initialise, seal and unseal. */
export const handlers: Handlers<typeof operations, Context> = {
  'read-initialization-status': async (_request, { services }) => {
    const { initialized } = await services.lifecycle.status();
    return { status: 200, bare: { initialized } };
  },

  initialize: async ({ body, now }, { services }) => {
    const { lifecycle } = services;
    if ((await lifecycle.status()).initialized) throw new ApiError('INIT_DONE');
    const isRecovery = lifecycle.hasAutoUnseal;
    const counts = isRecovery ? recoveryParts(body) : shareParts(body);
    const shown = await sealedResult(body, { now, isRecovery, shares: counts.shares });
    const result = await lifecycle.init({ ...counts, shown });
    const { hex, base64 } = writeShares(result.shares);
    const keys = isRecovery
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
      await lifecycle.unseal(share, body.migrate);
    }
    return answerStatus(lifecycle);
  },

  seal: (_request, { services }) => {
    services.lifecycle.seal();
    return { status: 204 };
  },

  'step-down': () => ({ status: 204 }),
};

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
    version: announcedVersion,
    commit_date: release.date,
    build_date: release.date,
    migration: status.migration,
    ...(cluster ? { cluster_name: cluster.cluster_name, cluster_id: cluster.cluster_id } : {}),
    storage_type: storageType,
  };
}

interface InitBody {
  readonly secret_shares: number | undefined;
  readonly secret_threshold: number | undefined;
  readonly recovery_shares: number | undefined;
  readonly recovery_threshold: number | undefined;
  readonly pgp_keys: readonly string[] | undefined;
  readonly recovery_pgp_keys: readonly string[] | undefined;
  readonly root_token_pgp_key: string | undefined;
}

/**
 * How shares and token are shown: encrypted to whom they are for, where PGP keys were sent. These are read before
 * anything is made.
 */
async function sealedResult(
  body: InitBody,
  of: { now: number; isRecovery: boolean; shares: number },
): Promise<(made: InitResult) => Promise<InitResult>> {
  const { pgp_keys, recovery_pgp_keys } = body;
  const [own, other] = of.isRecovery
    ? [recovery_pgp_keys, pgp_keys]
    : [pgp_keys, recovery_pgp_keys];
  const texts = own ?? [];
  const isMisfit = texts.length > 0 && texts.length !== of.shares;
  if (isMisfit || (other && other.length > 0)) {
    throw invalid('count mismatch between number of provided PGP keys and number of shares');
  }
  const keys = await readPgpKeys(texts, of.now);
  const { root_token_pgp_key } = body;
  const tokenKey = root_token_pgp_key ? await readPgpKey(root_token_pgp_key, of.now) : undefined;
  return async ({ shares, rootToken }) => ({
    shares: await sealShares(shares, keys),
    rootToken: tokenKey
      ? Buffer.from(await tokenKey.encrypt(Buffer.from(rootToken))).toString('base64')
      : rootToken,
  });
}

function shareParts(body: InitBody): ShareCounts {
  if (body.recovery_shares || body.recovery_threshold) {
    throw invalid('recovery_shares and recovery_threshold do not apply to the shamir seal');
  }
  return validParts(body.secret_shares ?? 0, body.secret_threshold ?? 0);
}

/** With auto-unseal the shares are of the recovery key; one share where none are asked for. */
function recoveryParts(body: InitBody): ShareCounts {
  return validParts(body.recovery_shares || 1, body.recovery_threshold || 1);
}

function validParts(shares: number, threshold: number): ShareCounts {
  const fault = faultOfCounts({ shares, threshold });
  if (fault !== undefined) throw invalid(fault);
  return { shares, threshold };
}

function invalid(reason: string): ApiError {
  return new ApiError('INIT_INVALID', { values: { reason } });
}
