import type { Scenario } from './scenario.ts';
import { createToken } from './tokens.ts';

const RULES = 1000;

/** A decision among a thousand rules, of which a tenth have wildcards. */
export const capabilities: Scenario = {
  name: 'capabilities-1000',
  prepare: async (world) => {
    const rules = Array.from({ length: RULES }, (_, i) => ruleOf(i));
    await world.ask('POST', 'sys/policies/acl/bench', { policy: rules.join('\n') });
    const token = await createToken(world, ['bench']);
    const paths = ['secret/team-500/app/password', 'secret/team-505/any/db', 'secret/none'];
    const body = { paths };
    return { calls: [{ method: 'POST', path: 'sys/capabilities-self', token, body }] };
  },
};

function ruleOf(i: number): string {
  const path = i % 10 === 5 ? `secret/team-${i}/+/db*` : `secret/team-${i}/app/password`;
  return `path "${path}" { capabilities = ["read", "list"] }`;
}
