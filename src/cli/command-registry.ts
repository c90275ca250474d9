import type { Command } from './command.ts';
import { assistanceCommands } from './registry/assistance.ts';
import { configCommands } from './registry/config.ts';
import { genericCommands } from './registry/generic.ts';
import { kvCommands } from './registry/kv.ts';
import { auditCommands, authCommands, secretsCommands } from './registry/mounts.ts';
import { operatorCommands } from './registry/operator.ts';
import { serverCommands } from './registry/server.ts';
import { leaseCommands, policyCommands, tokenCommands } from './registry/tokens.ts';

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  ...serverCommands,
  ...genericCommands,
  ...assistanceCommands,
  ...tokenCommands,
  ...authCommands,
  ...secretsCommands,
  ...policyCommands,
  ...configCommands,
  ...kvCommands,
  ...leaseCommands,
  ...auditCommands,
  ...operatorCommands,
];

/** Purpose of each group of commands. */
export const groups: Readonly<Record<string, string>> = {
  token: 'Create, inspect, renew and revoke tokens.',
  auth: 'Manage auth methods.',
  secrets: 'Manage secrets engines.',
  policy: 'Manage policies.',
  config: 'State in files what the server is to have.',
  kv: 'Use the key/value store.',
  'kv metadata': 'See and change how secrets are kept.',
  lease: 'Inspect, renew and revoke leases.',
  audit: 'Manage audit devices.',
  operator: 'Initialise, unseal and look after the server.',
  print: 'Print what is in use.',
};
