import { KEY_BYTES } from '../../crypto/aead.ts';
import { randomUuid, type RandomBytes } from '../../crypto/random.ts';
import { splitSecret } from '../../crypto/shamir.ts';
import { ApiError } from '../../errors/api-error.ts';
import { bindRecord } from '../../storage/records.ts';
import { Barrier } from '../../storage/barrier.ts';
import { createKeyring } from '../../storage/keyring.ts';
import type { Store } from '../../storage/store.ts';
import { Transaction } from '../../storage/transaction.ts';
import { TokenStore } from '../../token/token-store.ts';
import { builtinMounts } from '../builtin-mounts.ts';
import { mountRecord, ROOT_NAMESPACE } from '../mount-entry.ts';
import { createSealRows, sealKeys, type SealConfig, wrap } from './seal-records.ts';

/** What an operator asks for. */
export interface InitOptions {
  readonly shares: number;
  readonly threshold: number;
  /** Given with auto-unseal: the key that wraps the root key; the shares are then of a recovery key. */
  readonly autoUnsealKey?: Uint8Array;
  /** A root token of one's own, for development. */
  readonly rootTokenId?: string;
  readonly clusterName?: string;
}

/** What is shown once and never again. */
export interface InitResult {
  readonly shares: readonly Uint8Array[];
  readonly rootToken: string;
}

/**
 * Make keys, first mounts and root token, in one commit.
 *
 * @throws ApiError `INIT_DONE` when the store was initialised before or at this moment
 */
export async function initialize(
  store: Store,
  options: InitOptions,
  from: { random: RandomBytes; now: number },
): Promise<InitResult> {
  const { random, now } = from;
  const shareKey = random(KEY_BYTES);
  const unsealKey = options.autoUnsealKey ?? shareKey;
  const rootKey = random(KEY_BYTES);
  const keyring = createKeyring(random, now);
  const transaction = new Transaction({ store, barrier: new Barrier(keyring, random) });
  transaction.requireAbsent(sealKeys.config);

  const config = sealConfig(options, random);
  const rows = createSealRows({ config, unsealKey, rootKey, keyring }, random);
  for (const [key, value] of rows) transaction.putRaw(key, value);
  if (options.autoUnsealKey) {
    const recovery = wrap(rootKey, { key: sealKeys.recoveryKey, value: shareKey }, random);
    transaction.putRaw(sealKeys.recoveryKey, recovery);
  }
  const rootToken = await writeFirstRecords(transaction, options.rootTokenId, from);
  const { applied } = await store.commit(transaction.toCommit());
  if (!applied) throw new ApiError('INIT_DONE');
  return { shares: split(shareKey, options, random), rootToken };
}

function sealConfig(options: InitOptions, random: RandomBytes): SealConfig {
  const suffix = Buffer.from(random(4)).toString('hex');
  return {
    type: options.autoUnsealKey ? 'static' : 'shamir',
    shares: options.shares,
    threshold: options.threshold,
    cluster_id: randomUuid(random),
    cluster_name: options.clusterName ?? `vault-cluster-${suffix}`,
  };
}

async function writeFirstRecords(
  transaction: Transaction,
  rootTokenId: string | undefined,
  from: { random: RandomBytes; now: number },
): Promise<string> {
  const mounts = builtinMounts(from.random);
  const records = bindRecord(transaction, ROOT_NAMESPACE, mountRecord);
  for (const mount of mounts) records.create(mount.path, mount);
  const tokens = new TokenStore(transaction, { now: from.now, isIssuerLive: () => true });
  const mount_uuid =
    mounts.find(({ type, kind }) => kind === 'auth' && type === 'token')?.uuid ?? '';
  const token = await tokens.issue(
    rootTokenEntry({ mount_uuid, now: from.now, isOwn: rootTokenId !== undefined }),
    from.random,
    rootTokenId,
  );
  return token.id;
}

/** A root token of one's own looks as if it had been created by the API, as dev mode has it. */
function rootTokenEntry(of: { mount_uuid: string; now: number; isOwn: boolean }) {
  return {
    type: 'service',
    policies: ['root'],
    path: of.isOwn ? 'auth/token/create' : 'auth/token/root',
    meta: null,
    display_name: of.isOwn ? 'token' : 'root',
    num_uses: 0,
    created_at: of.now,
    creation_ttl: 0,
    explicit_max_ttl: 0,
    period: 0,
    entity_id: '',
    bound_cidrs: [],
    renewable: false,
    expires_at: 0,
    renewed_at: 0,
    granted_ttl: 0,
    mount_uuid: of.mount_uuid,
    has_lease: of.isOwn,
  } as const;
}

function split(key: Uint8Array, options: InitOptions, random: RandomBytes): Uint8Array[] {
  const { shares, threshold } = options;
  return shares === 1 ? [key] : splitSecret(key, { shares, threshold }, random);
}
