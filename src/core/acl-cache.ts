import type { EntityView } from '../identity/identity-store.ts';
import { needsAliases, templateValue } from '../identity/templating.ts';
import { BoundedMap } from '../lib/bounded-map.ts';
import { type Acl, compileAcl, rootAcl } from '../policy/acl.ts';
import { builtinPolicies } from '../policy/builtin-policies.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import type { NamedPolicy } from '../policy/policy.ts';
import { policyRecord } from '../policy/policy-record.ts';
import { bindRecord } from '../storage/records.ts';
import type { Transaction } from '../storage/transaction.ts';
import { identityOf } from './identity-of.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';

/** ACLs that are kept at most; with templated policies each entity has one of its own. */
const MAX_ACLS = 5_000;
/** Sets of policies that are kept at most. */
const MAX_SETS = 5_000;

/** For whom an ACL is made, and in which state. */
export interface AclView {
  readonly transaction: Transaction;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whose policies count too, and whose values fill templates. */
  readonly entity?: EntityView | undefined;
}

interface LoadedPolicy {
  readonly policy: NamedPolicy;
  /** Milliseconds; Infinity: never. */
  readonly expiresAt: number;
}

interface PolicySet {
  readonly policies: readonly NamedPolicy[];
  /** All that stands in templates of these policies. */
  readonly directives: readonly string[];
  readonly validUntil: number;
}

/** The rules of policies, as of one generation of the configuration. */
export class AclCache {
  readonly #policies = new BoundedMap<string, LoadedPolicy | 'none'>(MAX_SETS);
  readonly #sets = new BoundedMap<string, PolicySet>(MAX_SETS);
  readonly #acls = new BoundedMap<string, { readonly acl: Acl; readonly validUntil: number }>(
    MAX_ACLS,
  );

  /**
   * The rules of a token's policies together with those of its entity; names without a policy are left
   * out. Only a token's own policy "root" makes a root ACL.
   */
  async acl(names: readonly string[], view: AclView): Promise<Acl> {
    if (names.includes('root')) return rootAcl();
    const all = unite(names, view.entity?.policies ?? []);
    const set = await this.#set(all, view);
    const values = await resolve(set.directives, view);
    // two entities share rules only where every value is the same
    const key = JSON.stringify([all, [...values]]);
    const cached = this.#acls.get(key);
    if (cached && view.now < cached.validUntil) return cached.acl;
    const context = { resolve: (directive: string) => values.get(directive) };
    const acl = compileAcl(set.policies, context, view.now);
    this.#acls.set(key, { acl, validUntil: Math.min(set.validUntil, acl.validUntilMs) });
    return acl;
  }

  /** Whether a policy of this name is there and counts, mostly without a read. */
  async hasPolicy(name: string, { transaction, now }: AclView): Promise<boolean> {
    const loaded = await this.#load(name, transaction);
    return loaded !== 'none' && now < loaded.expiresAt;
  }

  async #set(names: readonly string[], { transaction, now }: AclView): Promise<PolicySet> {
    // no name may read as two others, whatever is in it
    const key = JSON.stringify(names);
    const cached = this.#sets.get(key);
    if (cached && now < cached.validUntil) return cached;
    const policies: NamedPolicy[] = [];
    let validUntil = Infinity;
    for (const name of names) {
      const loaded = await this.#load(name, transaction);
      if (loaded === 'none' || now >= loaded.expiresAt) continue;
      policies.push(loaded.policy);
      validUntil = Math.min(validUntil, loaded.expiresAt);
    }
    const rules = policies.flatMap(({ policy }) => policy.paths);
    const directives = new Set(rules.flatMap(({ template }) => template?.directives ?? []));
    const set = { policies, directives: [...directives], validUntil };
    this.#sets.set(key, set);
    return set;
  }

  async #load(name: string, transaction: Transaction): Promise<LoadedPolicy | 'none'> {
    const known = this.#policies.get(name);
    if (known) return known;
    const stored = await bindRecord(transaction, ROOT_NAMESPACE, policyRecord).get(name);
    const text = stored?.text ?? builtinPolicies.get(name);
    const policy = text === undefined ? undefined : parsePolicy(text);
    const loaded = policy
      ? {
          policy: {
            name,
            policy,
            allowsWildcardValues: stored?.allow_wildcards_in_identity_templates === true,
            allowsSlashValues: stored?.allow_slashes_in_identity_templates === true,
          },
          expiresAt: stored?.expires_at || Infinity,
        }
      : ('none' as const);
    this.#policies.set(name, loaded);
    return loaded;
  }
}

/** The names of both lists, once each, sorted. */
export function unite(left: readonly string[], right: readonly string[]): readonly string[] {
  return right.length === 0 ? left : [...new Set([...left, ...right])].sort();
}

/**
 * The values of directives. Metadata of aliases is read anew each time: logins bring it, and renew no cache.
 */
async function resolve(
  directives: readonly string[],
  { transaction, entity, now }: AclView,
): Promise<Map<string, string | undefined>> {
  const isRead = entity !== undefined && directives.some(needsAliases);
  const aliases = isRead ? await identityOf(transaction).aliasesOf(entity) : [];
  const source = { entity, aliases, now };
  return new Map(
    directives.map((directive) => [directive, templateValue(directive, source)] as const),
  );
}
