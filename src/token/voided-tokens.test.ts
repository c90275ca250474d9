import { describe, expect, test } from 'vitest';
import type { TokenEntry } from './token-entry.ts';
import { VoidedTokens, type VoidRecord, type VoidScope } from './voided-tokens.ts';

const entry: Pick<
  TokenEntry,
  'type' | 'path' | 'has_lease' | 'entity_id' | 'mount_uuid' | 'alias' | 'generation'
> = {
  type: 'service',
  path: 'auth/up/login/bob',
  has_lease: true,
  entity_id: 'e1',
  mount_uuid: 'm1',
  alias: 'bob',
  generation: 7,
};

function voided(scope: VoidScope, generation = 7): VoidedTokens {
  const record: VoidRecord = { scope, generation, voided_at: 0, kept_until: 0 };
  return new VoidedTokens([record], -1);
}

const path = (text: string): VoidScope => ({ kind: 'path', path: text });
const entity = (entity_id: string): VoidScope => ({ kind: 'entity', entity_id });
const alias = (name: string, mount_uuid = 'm1'): VoidScope => ({
  kind: 'alias',
  mount_uuid,
  alias: name,
});

describe('a token is void', () => {
  test.each([
    path('auth'),
    path('auth/up'),
    path('auth/up/login'),
    path('auth/up/login/bob'),
    entity('e1'),
    alias('bob'),
    alias('BOB'),
  ])('when %j was ended in its generation or later', (scope) => {
    expect(voided(scope, 6).has(entry)).toBe(false);
    expect(voided(scope, 7).has(entry)).toBe(true);
    expect(voided(scope, 8).has(entry)).toBe(true);
  });

  test.each([
    path('auth/u'),
    path('auth/up/login/bo'),
    path('auth/up/login/bob/x'),
    path('up'),
    entity('e2'),
    alias('bobby'),
    alias('bob', 'm2'),
  ])('not because of %j', (scope) => {
    expect(voided(scope).has(entry)).toBe(false);
  });

  test('by the later of two ends that mean it', () => {
    const records = [
      { scope: path('auth/up'), generation: 3, voided_at: 0, kept_until: 0 },
      { scope: path('auth'), generation: 9, voided_at: 0, kept_until: 0 },
      { scope: path('auth/up/login'), generation: 5, voided_at: 0, kept_until: 0 },
    ];

    expect(new VoidedTokens(records, -1).has(entry)).toBe(true);
  });

  test('where an older version stored no generation', () => {
    const { generation: _none, ...older } = entry;

    expect(voided(entity('e1'), 1).has(older)).toBe(true);
    expect(voided(entity('e2'), 1).has(older)).toBe(false);
  });

  test('without a lease by no path, but by its person', () => {
    const first = { ...entry, has_lease: false };

    expect(voided(path('auth')).has(first)).toBe(false);
    expect(voided(entity('e1')).has(first)).toBe(true);
  });

  test('without an entity by no entity', () => {
    expect(voided(entity('e1')).has({ ...entry, entity_id: '' })).toBe(false);
  });

  test('as a batch token of a time whose records are gone', () => {
    const past = new VoidedTokens([], 7);
    const batch = { ...entry, type: 'batch' } as const;

    expect(past.has(batch)).toBe(true);
    expect(past.has({ ...batch, generation: 8 })).toBe(false);
    expect(past.has(entry)).toBe(false);
  });
});
