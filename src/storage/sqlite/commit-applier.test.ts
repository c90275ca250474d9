import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { CommitApplier } from './commit-applier.ts';
import { EntryReader } from './entry-reader.ts';
import { createLayout } from './schema.ts';

const put = (key: string, bytes = 10) => ({ key, value: new Uint8Array(bytes) });

let db: DatabaseSync;
let applier: CommitApplier;
let reader: EntryReader;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  createLayout(db);
  applier = new CommitApplier(db);
  reader = new EntryReader(db);
});

const versions = (...keys: string[]) => reader.get(keys).map((entry) => entry?.version);

describe('a group of commits', () => {
  test('is applied in order, each one seeing those before it', () => {
    const outcomes = applier.apply([
      { expect: [{ key: 'a', version: 0 }], put: [put('a')] },
      { expect: [{ key: 'a', version: 1 }], put: [put('a')] },
      { expect: [{ key: 'a', version: 1 }], put: [put('b')] },
      { expect: [{ key: 'a', version: 2 }], remove: ['a'] },
      { expect: [{ key: 'a', version: 0 }], put: [put('c')] },
    ]);

    expect(outcomes).toEqual([1, 2, 'a', 3, 4]);
    expect(versions('a', 'b', 'c')).toEqual([undefined, undefined, 4]);
  });

  test('is undone as a whole when the medium fails, and the next one is applied', () => {
    applier.apply([{ put: [put('before')] }]);
    db.exec('PRAGMA max_page_count = 20');

    const group = [{ put: [put('a')] }, { put: [put('b', 1_000_000)], remove: ['before'] }];
    expect(() => applier.apply(group)).toThrow(/full/);
    const afterFailure = versions('before', 'a', 'b');
    const outcomes = applier.apply([{ put: [put('next')] }]);

    expect(db.isTransaction).toBe(false);
    expect(afterFailure).toEqual([1, undefined, undefined]);
    expect(outcomes).toEqual([2]);
  });

  test('writes nothing when none of its commits does', () => {
    const before = db.prepare('SELECT total_changes() AS changes').get();

    const outcomes = applier.apply([{}, { expect: [{ key: 'a', version: 5 }], put: [put('a')] }]);

    expect(outcomes).toEqual([0, 'a']);
    expect(db.prepare('SELECT total_changes() AS changes').get()).toEqual(before);
  });
});

describe('the reads of a store', () => {
  const plan = (sql: string) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail))
      .join('; ');

  test('find what has expired by an index, without sorting', () => {
    const detail = plan(
      'SELECT key, value, version, expires_at FROM entries WHERE expires_at <= 9 ORDER BY expires_at LIMIT 9',
    );

    expect(detail).toMatch(/^SEARCH entries USING INDEX entries_by_expiry \(expires_at<\?\)$/);
  });

  test('find a range of keys by an index, without sorting', () => {
    const detail = plan(
      "SELECT key, value, version, expires_at FROM entries WHERE key >= x'00' AND key < x'FF' ORDER BY key LIMIT 9",
    );

    expect(detail).toMatch(/^SEARCH entries USING INDEX \S+ \(key>\? AND key<\?\)$/);
  });
});
