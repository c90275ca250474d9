import type { Command, Flag } from '../command.ts';
import { clientFlags, dataFlags, fieldFlag } from './flags.ts';

const accessorFlag: Flag = {
  name: 'accessor',
  kind: 'boolean',
  fallback: 'false',
  about: 'The argument is an accessor.',
};

const createFlags: readonly Flag[] = [
  { name: 'id', kind: 'string', about: 'Value of the token; needs sudo.' },
  { name: 'display-name', kind: 'string', about: 'Name for logs.' },
  { name: 'ttl', kind: 'duration', about: 'First life.' },
  { name: 'explicit-max-ttl', kind: 'duration', about: 'Longest life, renewals included.' },
  { name: 'period', kind: 'duration', about: 'Life after each renewal, without end.' },
  { name: 'renewable', kind: 'boolean', fallback: 'true', about: 'May be renewed.' },
  { name: 'orphan', kind: 'boolean', fallback: 'false', about: 'No parent; needs sudo.' },
  {
    name: 'no-default-policy',
    kind: 'boolean',
    fallback: 'false',
    about: 'Leave out the default policy.',
  },
  { name: 'use-limit', kind: 'integer', about: 'Number of uses; 0 for no limit.' },
  { name: 'role', kind: 'string', about: 'Token role to create against.' },
  {
    name: 'type',
    kind: 'string',
    fallback: 'service',
    values: ['service', 'batch'],
    about: 'Kind of token.',
  },
  { name: 'metadata', kind: 'map', about: 'Metadata, key=value; may repeat.' },
  { name: 'policy', kind: 'list', about: 'Policy of the token; may repeat.' },
  { name: 'entity-alias', kind: 'string', about: 'Entity alias, with -role.' },
];

const personFlags: readonly Flag[] = [
  { name: 'entity', kind: 'string', about: 'Id of the entity.' },
  { name: 'entity-name', kind: 'string', about: 'Name of the entity.' },
  { name: 'alias', kind: 'string', about: 'Name at a mount: a user name, a RoleID.' },
  { name: 'mount', kind: 'string', about: 'Path of the auth mount.' },
  { name: 'mount-accessor', kind: 'string', about: 'Accessor of the auth mount.' },
];

/** Commands about tokens. */
export const tokenCommands: readonly Command[] = [
  {
    path: 'token create',
    about: 'Create a token.',
    usage: '',
    count: [0, 0],
    calls: 'POST auth/token/create[/<role>]',
    examples: [
      { about: 'One hour, one policy', line: 'token create -ttl=1h -policy=dev' },
      { about: 'For a long-running service', line: 'token create -period=24h -orphan -policy=app' },
    ],
    flags: [...createFlags, fieldFlag, ...dataFlags],
    load: async () => (await import('../commands/token-create.ts')).createToken,
  },
  {
    path: 'token lookup',
    about: 'Show what a token is.',
    usage: '[TOKEN | ACCESSOR]',
    count: [0, 1],
    calls: 'GET auth/token/lookup-self, or POST auth/token/lookup, lookup-accessor',
    examples: [{ about: 'The token in use', line: 'token lookup' }],
    flags: [accessorFlag, ...dataFlags],
    load: async () => (await import('../commands/token.ts')).lookupToken,
  },
  {
    path: 'token renew',
    about: 'Give a token more time.',
    usage: '[TOKEN | ACCESSOR]',
    count: [0, 1],
    calls: 'PUT auth/token/renew-self, or PUT auth/token/renew, POST renew-accessor',
    examples: [{ about: 'Half an hour more', line: 'token renew -increment=30m' }],
    flags: [
      { name: 'increment', kind: 'duration', aliases: ['i'], about: 'Time asked for, from now.' },
      accessorFlag,
      ...dataFlags,
    ],
    load: async () => (await import('../commands/token.ts')).renewToken,
  },
  {
    path: 'token revoke',
    about: 'Revoke a token and its children.',
    usage: '[TOKEN | ACCESSOR]',
    count: [0, 1],
    calls: 'PUT auth/token/revoke, revoke-self, revoke-orphan, or POST revoke-accessor',
    examples: [
      { about: 'The token in use', line: 'token revoke -self' },
      { about: 'By accessor', line: 'token revoke -accessor 9793c9b3' },
    ],
    flags: [
      { name: 'self', kind: 'boolean', fallback: 'false', about: 'Revoke the token in use.' },
      accessorFlag,
      {
        name: 'mode',
        kind: 'string',
        values: ['orphan', 'path'],
        about: 'orphan: keep the children; path: all below a login path.',
      },
      ...clientFlags,
    ],
    load: async () => (await import('../commands/token.ts')).revokeToken,
  },
  {
    path: 'token capabilities',
    about: 'Show what a token may do on a path.',
    usage: '[TOKEN | ACCESSOR] PATH',
    count: [1, 2],
    calls: 'POST sys/capabilities-self, or sys/capabilities',
    examples: [{ about: 'The token in use', line: 'token capabilities auth/userpass/users/alice' }],
    flags: [accessorFlag, ...dataFlags],
    load: async () => (await import('../commands/token.ts')).tokenCapabilities,
  },
  {
    path: 'token search',
    about: 'Find live tokens by whose they are.',
    usage: '',
    count: [0, 0],
    calls: 'POST sys/tokens/search, until enough are found',
    examples: [
      { about: 'Where is bob logged in?', line: 'token search -alias=bob -mount=userpass' },
      { about: 'Who holds a policy?', line: 'token search -policy=prod-admin -format=json' },
    ],
    flags: [
      ...personFlags,
      { name: 'role', kind: 'string', about: 'Role that the token was made by.' },
      { name: 'policy', kind: 'string', about: 'Policy of the token itself.' },
      { name: 'limit', kind: 'integer', fallback: '100', about: 'At most this many tokens.' },
      { name: 'after', kind: 'string', about: 'Go on where a search before ended.' },
      ...dataFlags,
    ],
    load: async () => (await import('../commands/token-search.ts')).searchTokens,
  },
  {
    path: 'token end',
    about: 'End all tokens of a person.',
    usage: '',
    count: [0, 0],
    calls: 'POST sys/tokens/end',
    examples: [
      { about: 'All that bob has at one mount', line: 'token end -alias=bob -mount=userpass' },
      { about: 'All of an entity', line: 'token end -entity-name=bob' },
    ],
    flags: [...personFlags, ...clientFlags],
    load: async () => (await import('../commands/token-search.ts')).endTokens,
  },
];

/** Commands about leases. */
export const leaseCommands: readonly Command[] = [
  {
    path: 'lease lookup',
    about: 'Show a lease.',
    usage: 'ID',
    count: [1, 1],
    calls: 'PUT sys/leases/lookup',
    examples: [{ about: 'One lease', line: 'lease lookup auth/userpass/login/alice/h1' }],
    flags: dataFlags,
    load: async () => (await import('../commands/lease.ts')).lookupLease,
  },
  {
    path: 'lease renew',
    about: 'Give a lease more time.',
    usage: 'ID',
    count: [1, 1],
    calls: 'PUT sys/leases/renew',
    examples: [
      { about: 'One hour from now', line: 'lease renew -increment=1h database/creds/app/2f6a' },
    ],
    flags: [
      { name: 'increment', kind: 'duration', aliases: ['i'], about: 'Time asked for, from now.' },
      ...dataFlags,
    ],
    load: async () => (await import('../commands/lease.ts')).renewLease,
  },
  {
    path: 'lease revoke',
    about: 'Revoke a lease, or all below a prefix.',
    usage: 'ID | PREFIX',
    count: [1, 1],
    calls: 'PUT sys/leases/revoke/<id>, revoke-prefix/<p>, revoke-force/<p>',
    examples: [{ about: 'All logins of a method', line: 'lease revoke -prefix auth/userpass/' }],
    flags: [
      { name: 'prefix', kind: 'boolean', fallback: 'false', about: 'The argument is a prefix.' },
      {
        name: 'force',
        kind: 'boolean',
        aliases: ['f'],
        fallback: 'false',
        about: 'Forget leases that cannot be revoked; needs -prefix.',
      },
      { name: 'sync', kind: 'boolean', fallback: 'false', about: 'Answer when the work is done.' },
      ...clientFlags,
    ],
    load: async () => (await import('../commands/lease.ts')).revokeLease,
  },
];

/** Commands about policies. */
export const policyCommands: readonly Command[] = [
  {
    path: 'policy list',
    about: 'List the policies.',
    usage: '',
    count: [0, 0],
    calls: 'GET sys/policies/acl?list=true',
    examples: [{ about: 'All names', line: 'policy list' }],
    flags: dataFlags,
    load: async () => (await import('../commands/policy.ts')).listPolicies,
  },
  {
    path: 'policy read',
    about: 'Print a policy.',
    usage: 'NAME',
    count: [1, 1],
    calls: 'GET sys/policies/acl/<name>',
    examples: [{ about: 'Keep it in a file', line: 'policy read dev' }],
    flags: dataFlags,
    load: async () => (await import('../commands/policy.ts')).readPolicy,
  },
  {
    path: 'policy write',
    about: 'Upload a policy.',
    usage: 'NAME FILE | -',
    count: [2, 2],
    calls: 'PUT sys/policies/acl/<name>',
    examples: [
      { about: 'From a file', line: 'policy write dev dev.hcl' },
      { about: 'From standard input', line: 'policy write dev -' },
    ],
    flags: clientFlags,
    load: async () => (await import('../commands/policy.ts')).writePolicy,
  },
  {
    path: 'policy delete',
    about: 'Delete a policy.',
    usage: 'NAME',
    count: [1, 1],
    calls: 'DELETE sys/policies/acl/<name>',
    examples: [{ about: 'One policy', line: 'policy delete dev' }],
    flags: clientFlags,
    load: async () => (await import('../commands/policy.ts')).deletePolicy,
  },
  {
    path: 'policy test',
    about:
      'Tell whether policies allow a request, and by which rule; needs sudo (exit code 1 if not).',
    usage: 'OPERATION PATH [KEY=VALUE ...]',
    count: [2, Infinity],
    calls: 'POST sys/policies/test',
    examples: [
      { about: 'The token in use', line: 'policy test read kv/data/app' },
      { about: 'Policies that nobody has yet', line: 'policy test -policy=dev update kv/data/app' },
      { about: 'Rules about parameters', line: 'policy test -policy=dev update kv/x ttl=1h' },
      { about: 'Rules about wrapping', line: 'policy test -policy=dev -wrap-ttl=60s read kv/x' },
    ],
    flags: [
      { name: 'policy', kind: 'list', about: 'Policy in place of a token; may repeat.' },
      { name: 'accessor', kind: 'string', about: 'Accessor of the token whose policies count.' },
      ...dataFlags,
    ],
    load: async () => (await import('../commands/explain.ts')).testPolicy,
  },
  {
    path: 'policy fmt',
    about: 'Put a policy file into the usual layout.',
    usage: 'FILE | -',
    count: [1, 1],
    examples: [
      { about: 'Rewrite the file', line: 'policy fmt dev.hcl' },
      { about: 'Only look, in CI', line: 'policy fmt -check dev.hcl' },
    ],
    flags: [
      {
        name: 'check',
        kind: 'boolean',
        fallback: 'false',
        about: 'Change nothing; exit 1 if the layout differs.',
      },
      ...clientFlags,
    ],
    load: async () => (await import('../commands/policy-fmt.ts')).formatPolicyFile,
  },
];
