import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Field, Fields } from '../framework/field.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json.ts';
import type { MountType } from '../core/mount-type.ts';
import { mountTypes } from '../mount-types.ts';
import { applied, DeclaredFolder, planOf } from '../testing/declared-server.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { DeclaredObject } from './documents/declared-object.ts';
import type { Plan } from './plan.ts';
import { deriveResources, type Resource } from './schema/derive-resources.ts';
import { isDeclarable, systemBlocks } from './schema/system-blocks.ts';
import { aliasFields } from './targets/alias-targets.ts';
import { auditFields } from './targets/audit-target.ts';
import { memberFields } from './targets/group-target.ts';
import { mountFields } from './targets/mount-target.ts';

/** How one object of a resource is filled: all fields that are not left out, with these values. */
interface Variant {
  readonly without?: readonly string[];
  readonly only?: readonly string[];
  readonly values?: JsonObject;
}

const { publicKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const rules = 'path "a/*" { capabilities = ["read"] }';
const cidrs = ['10.0.0.0/8', '192.0.2.1'];
const blocks = ['192.0.2.0/24', '10.0.0.0/8'];
const bcrypt = '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

/** Values that a field of the name needs, wherever it stands. */
const byName: JsonObject = {
  token_bound_cidrs: cidrs,
  bound_cidrs: cidrs,
  secret_id_bound_cidrs: blocks,
  bound_cidr_list: blocks,
  token_max_ttl: '2h',
  max_ttl: '2h',
  max_lease_ttl: '2h',
  token_type: 'service',
  plugin_version: '',
  // of quotas
  path: 'auth/a-approle/',
  role: 'a0',
};

const roleTypes: readonly Variant[] = [
  {
    without: ['oauth2_metadata', 'token_strictly_bind_ip', 'user_claim_json_pointer'],
    values: {
      role_type: 'jwt',
      callback_mode: 'direct',
      bound_claims_type: 'glob',
      claim_mappings: { sub: 'subject' },
      bound_claims: { env: ['a', 'b'] },
    },
  },
  {
    only: ['user_claim', 'user_claim_json_pointer', 'token_strictly_bind_ip', 'oauth2_metadata'],
    values: {
      user_claim: '/a/b',
      allowed_redirect_uris: ['https://a.example'],
      oauth2_metadata: [],
    },
  },
];

const jwtConfigs: readonly Variant[] = [
  {
    without: [
      'oidc_discovery_url',
      'oidc_discovery_ca_pem',
      'oidc_client_id',
      'oidc_client_secret',
      'jwks_url',
      'jwks_ca_pem',
      'jwks_pairs',
    ],
    values: {
      jwt_validation_pubkeys: [publicKey],
      jwt_supported_algs: ['ES256', 'RS256'],
      oidc_response_mode: 'form_post',
      oidc_response_types: ['id_token', 'code'],
      provider_config: { provider: 'azure', fetch_groups: true },
      unsupported_critical_cert_extensions: ['1.2.3'],
    },
  },
  {
    only: ['jwks_url', 'jwks_ca_pem', 'skip_jwks_validation'],
    values: { jwks_url: 'https://127.0.0.1:1/keys', jwks_ca_pem: '' },
  },
  {
    only: ['jwks_pairs', 'skip_jwks_validation'],
    values: { jwks_pairs: [{ jwks_url: 'https://127.0.0.1:1/keys', jwks_ca_pem: '' }] },
  },
  {
    only: [
      'oidc_discovery_url',
      'oidc_discovery_ca_pem',
      'oidc_client_id',
      'oidc_client_secret',
      'skip_jwks_validation',
    ],
    values: { oidc_discovery_url: 'https://127.0.0.1:1', oidc_discovery_ca_pem: '' },
  },
];

/** By type and block, where one object cannot have all fields with the usual values. */
const variants: Readonly<Record<string, readonly Variant[]>> = {
  'userpass user': [
    { without: ['password_hash', 'token_strictly_bind_ip'] },
    { only: ['password_hash', 'token_strictly_bind_ip'], values: { password_hash: bcrypt } },
  ],
  'userpass password_policy': [{ values: { policy_name: 'x-a0' } }],
  'approle role': [
    { without: ['token_strictly_bind_ip'] },
    { only: ['token_strictly_bind_ip', 'role_id'], values: { role_id: 'another' } },
  ],
  'jwt config': jwtConfigs,
  'oidc config': jwtConfigs,
  'jwt role': roleTypes,
  'oidc role': roleTypes,
  'kubernetes config': [
    {
      values: {
        kubernetes_host: 'https://127.0.0.1:1',
        kubernetes_ca_cert: '',
        pem_keys: [publicKey],
      },
    },
  ],
  'kubernetes role': [
    {
      without: ['token_strictly_bind_ip'],
      values: {
        bound_service_account_namespace_selector: '{"matchLabels":{"a":"b"}}',
        alias_name_source: 'serviceaccount_name',
      },
    },
    {
      only: ['token_strictly_bind_ip'],
      values: { bound_service_account_names: ['a'], bound_service_account_namespaces: ['b'] },
    },
  ],
  'token role': [{ values: { path_suffix: 'suffix' } }],
  'system policies/acl': [
    { without: ['ttl', 'cas'], values: { policy: rules, expiration: '2030-01-01T00:00:00Z' } },
    { only: ['ttl', 'cas'], values: { policy: rules, cas: -1 } },
  ],
  'system policies/password': [
    { values: { policy: 'length = 12\nrule "charset" { charset = "abcdefgh" }' } },
  ],
  'system quotas/rate-limit': [
    { values: { path: '', role: '', group_by: 'none', rate: 1000 } },
    {
      only: ['role', 'path'],
      values: {
        path: 'auth/a-approle/',
        role: 'a0',
        rate: 1000,
        inheritable: false,
        group_by: 'ip',
      },
    },
  ],
  'system config/cors': [
    { values: { allowed_origins: ['https://b.example', 'https://a.example'] } },
  ],
  'system rotate/config': [{ values: { max_operations: 10_000_000, interval: '48h' } }],
};

/** Identity ids are made up by the server: members by id have a test of their own. */
const byId = ['member_entity_ids', 'member_group_ids'];

/** By kind of field. */
const byKind: Readonly<Record<Field['kind'], JsonValue>> = {
  string: 'some longer text',
  integer: 3,
  boolean: true,
  duration: '1h',
  'string-list': ['b', 'a'],
  'comma-list': ['b', 'a'],
  'key-values': { b: '2', a: '1' },
  object: { b: '2', a: '1' },
  'object-list': [],
  any: 'x',
};

function usual(name: string, { kind, allowed, members }: Field): JsonValue {
  const known = byName[name] ?? allowed?.findLast((word) => word !== '');
  return known ?? (members && kind === 'object' ? fill(members, {}) : byKind[kind]);
}

function fill(fields: Fields, { without = [], only, values = {} }: Variant): JsonObject {
  const names = Object.keys(fields).filter(
    (name) => !without.includes(name) && (!only || only.includes(name)),
  );
  const filled = names.flatMap((name) => {
    const field = fields[name];
    return field ? [[name, usual(name, field)] as const] : [];
  });
  return { ...Object.fromEntries(filled), ...values };
}

/** Objects of a resource, one for each variant; fields that none of them has are a fault of this test. */
function objectsOf(type: string, { block, body }: Resource): readonly JsonObject[] {
  const made = (variants[`${type} ${block}`] ?? [{}]).map((variant) => fill(body, variant));
  const missing = Object.keys(body).filter(
    (name) => !made.some((each) => Object.hasOwn(each, name)),
  );
  if (missing.length > 0) throw new Error(`no ${block} of ${type} has ${missing.join(', ')}`);
  return made;
}

/** Blocks of a mount: of what it has only one of, each variant gets a mount of its own. */
function mountsOf(type: MountType, options: JsonObject): Record<string, JsonObject> {
  const resources = deriveResources(type.operations);
  const count = Math.max(
    1,
    ...resources.map((each) => (isSingle(each) ? objectsOf(type.type, each).length : 1)),
  );
  const mounts: Record<string, JsonObject> = {};
  for (let i = 0; i < count; i += 1) {
    const blocks = resources.flatMap((resource) => {
      const objects = objectsOf(type.type, resource);
      if (isSingle(resource)) return objects[i] ? [[resource.block, objects[i]] as const] : [];
      return [
        [resource.block, Object.fromEntries(objects.map((each, n) => [`a${n}`, each]))] as const,
      ];
    });
    const isBuiltin = type.isSingleton;
    const own = isBuiltin || i > 0 ? {} : settingsOf(type);
    const path = isBuiltin ? `${type.type}/` : `${'abcdef'[i]}-${type.type}/`;
    mounts[path] = {
      ...own,
      ...(Object.keys(options).length > 0 && { options }),
      ...Object.fromEntries(blocks),
    };
  }
  return mounts;
}

function isSingle({ parameter, isChoice }: Resource): boolean {
  return parameter === undefined || isChoice;
}

/** Everything that can be said of a mount. */
function settingsOf({ kind, hasUserLockout, versions }: MountType): JsonObject {
  const without = [
    ...(kind === 'auth' ? [] : ['token_type']),
    ...(hasUserLockout ? [] : ['user_lockout_config']),
  ];
  const tune = fill(mountFields.tune, { without });
  const { options: _options, ...mount } = fill(mountFields.mount, {});
  return { ...mount, ...(versions.length === 0 && { options: { b: '2', a: '1' } }), tune };
}

/** A folder with every method, every block and every field that is declared. */
function everything(): JsonObject {
  const auth: Record<string, JsonObject> = {};
  const mount: Record<string, JsonObject> = {};
  for (const type of mountTypes.values()) {
    if (type.kind === 'auth') auth[type.type] = mountsOf(type, {});
    if (type.kind !== 'secret' || type.isSingleton) continue;
    const versions = Object.entries(type.variants).map(([version, variant]) => {
      const [blocks] = Object.values(mountsOf(variant, { version }));
      return [
        `v${version}/`,
        { options: blocks?.['options'] ?? {}, config: blocks?.['config'] ?? {} },
      ] as const;
    });
    mount[type.type] = { ...mountsOf(type, {}), ...Object.fromEntries(versions) };
  }
  return {
    auth,
    mount,
    ...systemOf(),
    audit: { file: { 'a/': { ...fill(auditFields, {}), options: { file_path: 'discard' } } } },
    ...identityOf(),
  };
}

function systemOf(): JsonObject {
  const resources = deriveResources(mountTypes.get('system:system')?.operations ?? {});
  const blocks = systemBlocks(resources);
  const made: Record<string, Record<string, JsonValue>> = { sys: {} };
  for (const resource of resources.filter(isDeclarable)) {
    const objects = Object.fromEntries(
      objectsOf('system', resource).map((each, n) => [`x-a${n}`, each]),
    );
    const known = blocks.find((each) => each.resource === resource);
    if (!known) {
      for (const [name, object] of Object.entries(objects)) {
        Object.assign(made['sys'] ?? {}, { [resource.template.replace(/\{\w+\}$/, name)]: object });
      }
    } else if (known.kind === undefined) made[known.word] = objects;
    else made[known.word] = { ...made[known.word], [known.kind]: objects };
  }
  return made;
}

function identityOf(): JsonObject {
  const resources = deriveResources(mountTypes.get('secret:identity')?.operations ?? {});
  const bodyOf = (block: string): Fields =>
    resources.find((each) => each.block === block)?.body ?? {};
  const alias = { 'a-userpass/': { a0: fill(aliasFields, {}) } };
  const members = { member_entities: ['anna'], member_groups: ['inner'] };
  return {
    entity: { anna: { ...fill(bodyOf('entity'), {}), alias } },
    group: {
      outer: fill(
        { ...bodyOf('group'), ...memberFields },
        { without: byId, values: { type: 'internal', ...members } },
      ),
      inner: {},
      reported: { type: 'external', alias: { 'b-jwt/': { staff: {} } } },
    },
  };
}

describe('every method and field that is declared', () => {
  test('is applied, and changes nothing the second time', async () => {
    const server = await startTestServer({ audit: { folders: ['/'] } });
    using folder = new DeclaredFolder({ 'all.json': JSON.stringify(everything()) });
    const { objects } = folder.load();

    const first = await applied(server, folder);
    const second = await applied(server, folder);

    expect(first.changes.length).toBeGreaterThan(objects.length * 0.9);
    expect(describeChanges(second)).toEqual([]);
    expect(second.settled.filter(({ isRemembered }) => !isRemembered)).toEqual([]);
    expect(second.settled).toHaveLength(objects.length);
  });

  // cors answers the headers of the API beside those that were written
  test('differs in nothing that is answered, where the server remembers nothing of it', async () => {
    const server = await startTestServer({ audit: { folders: ['/'] } });
    using folder = new DeclaredFolder({ 'all.json': JSON.stringify(everything()) });
    const { objects } = folder.load();
    await applied(server, folder);
    await forget(server, objects);

    const { changes } = await planOf(server, folder);

    expect(answeredChanges(changes)).toEqual(['allowed_headers']);
  });

  test('has its default again where it is left out', async () => {
    const server = await startTestServer({ audit: { folders: ['/'] } });
    using folder = new DeclaredFolder({ 'all.json': JSON.stringify(everything()) });
    await applied(server, folder);
    const { objects } = folder.load();

    folder.write({ 'all.json': JSON.stringify(reduced(everything())) });
    await applied(server, folder);

    await forget(server, objects);
    const { changes } = await planOf(server, folder);
    expect(answeredChanges(changes)).toEqual(['allowed_headers']);
  });
});

/** Fields without which some object would be refused. */
const needed = new Set([
  'auth',
  'mount',
  'audit',
  'policy',
  'policy_name',
  'rate',
  'path',
  'max_live_tokens',
  'allowed_origins',
  'values',
  'user_claim',
  'bound_audiences',
  'role_type',
  'kubernetes_host',
  'disable_local_ca_jwt',
  'local_secret_ids',
  'disable_local_ca_jwt',
  'jwt_validation_pubkeys',
  'jwks_url',
  'jwks_pairs',
  'oidc_discovery_url',
  'oidc_client_id',
  'oidc_client_secret',
  'skip_jwks_validation',
  'allowed_redirect_uris',
  'bound_service_account_names',
  'bound_service_account_namespaces',
  'options',
  'local',
  'seal_wrap',
  'external_entropy_access',
  'force_no_cache',
  'type',
  'password',
  'password_hash',
]);

/** The same objects with nothing but what they need. */
function reduced(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([name, inner]) => needed.has(name) || (isJsonObject(inner) && !isMap.has(name)),
  );
  return Object.fromEntries(
    kept.map(([name, inner]) => [name, name === 'options' ? inner : reduced(inner)]),
  );
}

/** Fields that hold an object, and are no block. */
const isMap = new Set([
  'metadata',
  'custom_metadata',
  'bound_claims',
  'claim_mappings',
  'provider_config',
  'user_lockout_config',
]);

async function forget(server: TestServer, objects: readonly DeclaredObject[]): Promise<void> {
  const paths = objects.map(({ target }) => target.path);
  await server.request('POST', 'sys/declared/forget', { paths });
}

/** Fields that differ and that a read answers. */
function answeredChanges(changes: Plan['changes']): readonly string[] {
  return changes.flatMap(({ object, fields }) =>
    fields
      .map(({ name }) => name)
      .filter((name) => object.target.fields[name]?.readAs !== undefined),
  );
}

function describeChanges({ changes }: Plan): readonly unknown[] {
  return changes.map(({ object, fields }) => [
    object.target.title,
    ...fields.map(({ name, before, after }) => ({ name, before, after })),
  ]);
}
