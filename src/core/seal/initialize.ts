import { KEY_BYTES } from '../../crypto/aead.ts';
import { randomUuid, type RandomBytes } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import { bindRecord } from '../../storage/records.ts';
import { Barrier } from '../../storage/barrier.ts';
import { createKeyring } from '../../storage/keyring.ts';
import type { Store } from '../../storage/store.ts';
import { Transaction } from '../../storage/transaction.ts';
import { TokenStore } from '../../token/token-store.ts';
import { builtinMounts } from '../builtin-mounts.ts';
import { mountRecord, ROOT_NAMESPACE } from '../mount-entry.ts';
import { firstRootToken } from './root-token.ts';
import { createSealRows, sealKeys, type SealConfig } from './seal-records.ts';
import { splitKey } from './sealed-shares.ts';
import { ShareMarks } from './share-marks.ts';

/** What an operator asks for. */
export interface InitOptions {
  readonly shares: number;
  readonly threshold: number;
  /** Given with auto-unseal: the key that wraps the root key; the shares are then of a recovery key. */
  readonly autoUnsealKey?: Uint8Array;
  /** A root token of one's own, for development. */
  readonly rootTokenId?: string;
  readonly clusterName?: string;
  /** What is shown in the place of shares and token. Done before anything is stored: it may fail. */
  readonly shown?: (made: InitResult) => Promise<InitResult>;
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
  const recoveryKey = options.autoUnsealKey && shareKey;
  const rows = createSealRows({ config, unsealKey, rootKey, keyring, recoveryKey }, random);
  for (const [key, value] of rows) transaction.putRaw(key, value);
  const rootToken = await writeFirstRecords(transaction, options.rootTokenId, from);
  const shares = splitKey(shareKey, options, random);
  new ShareMarks(transaction).write(shares);
  const shown = await options.shown?.({ shares, rootToken });
  const { applied } = await store.commit(transaction.toCommit());
  if (!applied) throw new ApiError('INIT_DONE');
  return shown ?? { shares, rootToken };
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
    firstRootToken({ mount_uuid, now: from.now, isOwn: rootTokenId !== undefined }),
    from.random,
    rootTokenId,
  );
  return token.id;
}
