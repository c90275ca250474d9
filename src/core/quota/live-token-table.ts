import type { TokenEntry } from '../../token/token-entry.ts';
import type { LiveTokenRule } from './live-token-rule.ts';

/** What decides which quota counts a token. */
export type CountedToken = Pick<
  TokenEntry,
  'type' | 'mount_uuid' | 'login_role' | 'wrapping' | 'expires_at'
>;

/** The quotas of live tokens of one generation, arranged for finding the one that counts a token. */
export class LiveTokenTable {
  readonly rules: readonly LiveTokenRule[];
  readonly #byMount = new Map<string, Map<string, LiveTokenRule>>();

  constructor(rules: readonly LiveTokenRule[] = []) {
    this.rules = rules;
    for (const rule of rules) {
      const ofMount = this.#byMount.get(rule.mount_uuid) ?? new Map<string, LiveTokenRule>();
      this.#byMount.set(rule.mount_uuid, ofMount.set(rule.role, rule));
    }
  }

  /** Those whose older tokens have no slots yet. */
  get uncounted(): readonly LiveTokenRule[] {
    return this.rules.filter(({ is_counted }) => !is_counted);
  }

  /** Whether tokens of a mount are counted at all. */
  looksAt(mountUuid: string): boolean {
    return this.#byMount.has(mountUuid);
  }

  /** Whether quotas of a mount go by the role of a login. */
  hasRoles(mountUuid: string): boolean {
    const rules = this.#byMount.get(mountUuid);
    return rules !== undefined && rules.size > (rules.has('') ? 1 : 0);
  }

  /** The one quota that counts the tokens of a role: its own, or that of the mount. */
  of(mountUuid: string, role = ''): LiveTokenRule | undefined {
    const rules = this.#byMount.get(mountUuid);
    return rules?.get(role) ?? rules?.get('');
  }

  /** The quota of a token. What is stored nowhere, never ends or is no more than a wrapping is not counted. */
  ofToken({
    type,
    mount_uuid,
    login_role,
    wrapping,
    expires_at,
  }: CountedToken): LiveTokenRule | undefined {
    if (this.rules.length === 0 || type === 'batch' || wrapping || expires_at === 0)
      return undefined;
    return this.of(mount_uuid, login_role);
  }
}
