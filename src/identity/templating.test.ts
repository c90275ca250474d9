import { describe, expect, test } from 'vitest';
import { templateValue } from './templating.ts';

const alias = (mount_accessor: string, k: string) => ({
  id: `alias-${k}`,
  entity_id: 'e1',
  mount_accessor,
  name: 'bob',
  metadata: { 'a.b': k },
  custom_metadata: { note: k },
  merged_from: [],
  local: false,
  created_at: 0,
  updated_at: 0,
});

const source = {
  entity: {
    id: 'e1',
    name: 'Bob',
    metadata: { team: 'red', 'a.b': 'dotted' },
    disabled: false,
    aliases: [],
    policies: [],
    groups: [{ id: 'g1', name: 'Ops', metadata: { area: 'eu' } }],
  },
  aliases: [alias('auth_userpass_1', 'one'), alias('auth_ldap_2', 'two')],
  now: Date.UTC(2026, 0, 1),
};

describe('a directive', () => {
  test.each([
    ['identity.entity.id', 'e1'],
    ['identity.entity.name', 'Bob'],
    ['identity.entity.metadata.team', 'red'],
    ['identity.entity.metadata.a.b', 'dotted'],
    ['identity.entity.aliases.auth_userpass_1.id', 'alias-one'],
    ['identity.entity.aliases.auth_userpass_1.name', 'bob'],
    ['identity.entity.aliases.auth_ldap_2.metadata.a.b', 'two'],
    ['identity.entity.aliases.auth_ldap_2.custom_metadata.note', 'two'],
    ['identity.groups.ids.g1.name', 'Ops'],
    ['identity.groups.names.ops.id', 'g1'],
    ['identity.groups.names.Ops.metadata.area', 'eu'],
    ['time.now', '1767225600'],
    ['time.now.plus.1h', '1767229200'],
    ['time.now.minus.1h', '1767222000'],
  ])('%s has a value', (directive, value) => {
    expect(templateValue(directive, source)).toBe(value);
  });

  test.each([
    'identity.entity',
    'identity.entity.metadata',
    'identity.entity.metadata.none',
    'identity.entity.metadata.__proto__',
    'identity.entity.id.x',
    'identity.entity.aliases.auth_other_3.name',
    'identity.groups.ids.g2.name',
    'identity.groups.g1.name',
    'identity.other',
    'time.now.plus.soon',
    'time.then',
    'other',
  ])('%s has none', (directive) => {
    expect(templateValue(directive, source)).toBeUndefined();
  });

  test('of identity has no value for a token without an entity', () => {
    const { entity: _entity, ...rest } = source;

    expect(templateValue('identity.entity.aliases.auth_ldap_2.name', rest)).toBeUndefined();
  });
});
