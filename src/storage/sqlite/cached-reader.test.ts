import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CachedReader } from './cached-reader.ts';
import { CommitApplier } from './commit-applier.ts';
import { openReadConnection, openWriteConnection } from './connection.ts';
import { EntryReader } from './entry-reader.ts';

let folder: string;
let writing: DatabaseSync;
let reading: DatabaseSync;
let applier: CommitApplier;
let reads: EntryReader;
let reader: CachedReader;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-cached-'));
  const path = join(folder, 'store.db');
  writing = openWriteConnection({ path, busyTimeoutMs: 1000, maxBytes: 0 });
  reading = openReadConnection(path, 1000);
  applier = new CommitApplier(writing);
  reads = new EntryReader(reading);
  reader = new CachedReader(reading, reads);
});

afterEach(() => {
  reading.close();
  writing.close();
  rmSync(folder, { recursive: true });
});

function write(key: string, value: string): void {
  applier.apply([{ put: [{ key, value: Buffer.from(value) }] }]);
}

function read(...keys: string[]): (string | undefined)[] {
  return reader.get(keys).map((entry) => entry && Buffer.from(entry.value).toString());
}

describe('a cached reader', () => {
  test('reads a key once while nobody commits', () => {
    write('a', '1');
    const get = vi.spyOn(reads, 'get');
    const first = reader.get(['a', 'none']);
    const second = reader.get(['a', 'none']);
    expect(get).toHaveBeenCalledTimes(2);
    expect(second).toEqual(first);
    expect(second[0]).toBe(first[0]);
  });

  test('sees each commit of another connection at once', () => {
    for (let i = 0; i < 200; i++) {
      write('a', String(i));
      expect(read('a')).toEqual([String(i)]);
    }
  });

  test('sees that a key has come or gone', () => {
    expect(read('a')).toEqual([undefined]);
    write('a', '1');
    expect(read('a')).toEqual(['1']);
    applier.apply([{ remove: ['a'] }]);
    expect(read('a')).toEqual([undefined]);
  });

  test('sees commits after the log was carried over and begun anew', () => {
    write('a', '1');
    expect(read('a')).toEqual(['1']);
    writing.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    write('a', '2');
    expect(read('a')).toEqual(['2']);
  });

  test('answers several keys as of one moment, wherever they come from', () => {
    applier.apply([{ put: ['a', 'b'].map((key) => ({ key, value: Buffer.from('1') })) }]);
    expect(read('a')).toEqual(['1']);
    applier.apply([{ put: ['a', 'b'].map((key) => ({ key, value: Buffer.from('2') })) }]);
    expect(read('a', 'b')).toEqual(['2', '2']);
  });

  test('does not keep what is large', () => {
    write('a', 'x'.repeat(5000));
    const get = vi.spyOn(reads, 'get');
    reader.get(['a']);
    reader.get(['a']);
    expect(get).toHaveBeenCalledTimes(2);
  });

  test('forgets the oldest of many keys instead of growing', () => {
    write('a', '1');
    read('a');
    for (let i = 0; i < 5000; i++) read(`absent-${i}`);
    const get = vi.spyOn(reads, 'get');
    expect(read('a')).toEqual(['1']);
    expect(get).toHaveBeenCalledTimes(1);
  });
});
