import { decodeRow, tokenKeys } from '../../src/token/token-store.ts';
import { allEntries, faultsOfFile, type ReopenedStore } from './reopened-store.ts';

const { prefix, childPrefix, revokedPrefix, keyHash, childKey } = tokenKeys;

/** Whatever in a store could only come from half a commit. */
export async function findHalfCommits(store: ReopenedStore): Promise<string[]> {
  return [
    ...faultsOfFile(store.path),
    ...(await findHalfTokens(store)),
    ...(await findHalfSecretIds(store)),
    ...(await findHalfFolders(store)),
  ];
}

/** A token with a parent and its row in the index of children come and go together. */
async function findHalfTokens(store: ReopenedStore): Promise<string[]> {
  const tokens = new Map<string, string | undefined>();
  for (const { key, value, version } of await allEntries(store, prefix)) {
    const entry = decodeRow({ key, value: store.open.barrier.decrypt(key, value), version });
    tokens.set(key, 'parent' in entry ? entry.parent : undefined);
  }
  const links = new Set((await allEntries(store, childPrefix)).map(({ key }) => key));
  const jobs = new Set((await allEntries(store, revokedPrefix)).map(({ key }) => key));
  // the sweeper takes the dependents of a revoked token apart, a few per commit
  const isBeingSwept = (hash: string): boolean => jobs.has(revokedPrefix + hash);

  const below = [...tokens].flatMap(([key, parent]) =>
    parent === undefined || isBeingSwept(keyHash(parent)) ? [] : [{ key, parent }],
  );
  const kept = [...links]
    .map((link) => link.slice(childPrefix.length).split('/'))
    .filter(([parent = '']) => !isBeingSwept(parent));
  return [
    ...below
      .filter(({ key, parent }) => !links.has(childKey(parent, key)))
      .map(() => 'a token is missing in the index of its parent'),
    ...below
      .filter(({ parent }) => !tokens.has(parent))
      .map(() => 'a token stands below one that is not there'),
    ...kept
      .filter(([, child = '']) => !tokens.has(prefix + child))
      .map(() => 'an index names a token that is not there'),
  ];
}

/** Every SecretID that is listed can be looked up. */
async function findHalfSecretIds(store: ReopenedStore): Promise<string[]> {
  const role = 'auth/approle/role/job';
  const listed = await store.ask('LIST', `${role}/secret-id`);
  const faults: string[] = [];
  for (const secret_id_accessor of (listed.data['keys'] ?? []) as string[]) {
    const path = `${role}/secret-id-accessor/lookup`;
    const { status } = await store.ask('POST', path, { secret_id_accessor });
    if (status !== 200) faults.push(`a listed SecretID is answered by ${status}`);
  }
  return faults;
}

/** A folder is listed exactly while something lies in it. */
async function findHalfFolders(store: ReopenedStore, folder = 'secret/'): Promise<string[]> {
  const { status, data } = await store.ask('LIST', folder);
  const names = (data['keys'] ?? []) as string[];
  if (status !== 200 && folder !== 'secret/') return [`an empty folder is listed: ${folder}`];
  const faults: string[] = [];
  for (const name of names) {
    const path = folder + name;
    if (name.endsWith('/')) faults.push(...(await findHalfFolders(store, path)));
    else if ((await store.ask('GET', path)).status !== 200) faults.push(`${path} is only a name`);
  }
  return faults;
}
