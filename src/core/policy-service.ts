import type { Acl } from '../policy/acl.ts';
import { builtinPolicies, internalPolicyNames } from '../policy/builtin-policies.ts';
import { passwordPolicyRecord, policyRecord, type PolicyRecord } from '../policy/policy-record.ts';
import { bindRecord, type Collection } from '../storage/records.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';
import type { Scope } from './scope.ts';

/** Policies, for the system's endpoints and for the methods that name them. */
export class PolicyService {
  readonly #scope: Scope;
  readonly records: Collection<PolicyRecord>;
  /** Password policies as HCL text, by name. */
  readonly passwordPolicies: Collection<{ readonly text: string }>;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.records = bindRecord(scope.transaction, ROOT_NAMESPACE, policyRecord);
    this.passwordPolicies = bindRecord(scope.transaction, ROOT_NAMESPACE, passwordPolicyRecord);
  }

  /** What a set of policies allows. */
  acl(names: readonly string[]): Promise<Acl> {
    return this.#scope.configuration.acl(names, this.#scope);
  }

  /** What a token may do, by its own policies and those of its entity; nothing once that is disabled. */
  async aclOf({ entity_id, policies }: TokenEntry): Promise<Acl> {
    const { configuration, transaction, now } = this.#scope;
    const entity = await configuration.entity(entity_id, transaction);
    const isUsable = entity_id === '' || entity?.disabled === false;
    return configuration.acl(isUsable ? policies : [], {
      transaction,
      now,
      entity: isUsable ? entity : undefined,
    });
  }

  /** The policy of a name as stored; undefined when there is none or it has expired. */
  async read(name: string): Promise<PolicyRecord | undefined> {
    const record = await this.records.get(name);
    if (record) return this.#isLive(record) ? record : undefined;
    const text = builtinPolicies.get(name);
    return text === undefined ? undefined : builtinRecord(text);
  }

  /** The policies that operators see and change, `default` among them, in no meaningful order. */
  async all(): Promise<{ name: string; record: PolicyRecord }[]> {
    const stored = await this.records.all();
    const live = stored.filter(({ record }) => this.#isLive(record));
    const builtin = [...builtinPolicies].filter(
      ([name]) => !internalPolicyNames.has(name) && !stored.some((entry) => entry.name === name),
    );
    return [...live, ...builtin.map(([name, text]) => ({ name, record: builtinRecord(text) }))];
  }

  /** Whether a token may carry the name without a warning. */
  async exists(name: string): Promise<boolean> {
    return name === 'root' || this.#scope.configuration.hasPolicy(name, this.#scope);
  }

  #isLive({ expires_at }: PolicyRecord): boolean {
    return expires_at === 0 || expires_at > this.#scope.now;
  }
}

function builtinRecord(text: string): PolicyRecord {
  return {
    text,
    version: 1,
    cas_required: false,
    modified_at: 0,
    expires_at: 0,
    allow_wildcards_in_identity_templates: false,
    allow_slashes_in_identity_templates: false,
  };
}
