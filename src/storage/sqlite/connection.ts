import { mkdirSync, openSync, closeSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store-error.ts';
import { createLayout, isEmptyDatabase } from './schema.ts';
import { toStoreError } from './to-store-error.ts';

/** What a writing connection is opened with. */
export interface WriteConnectionOptions {
  /** Absolute path of the database file. */
  readonly path: string;
  /** How long to wait for the write lock of another process, in milliseconds. */
  readonly busyTimeoutMs: number;
  /** Bound of the database file in bytes; 0: none. */
  readonly maxBytes: number;
}

/**
 * Pages of the write-ahead log after which the writer carries them over into the database: 4,000 pages
 * are 16 MB. Larger means that a page which changes often is carried over less often.
 */
const CHECKPOINT_PAGES = 4000;

/** To this size the log is cut back after a burst that made it larger, in bytes. */
const LOG_SIZE_LIMIT = 64 * 1024 * 1024;

/**
 * Up to this size the whole file is looked through when it is opened, in bytes: measured, 50 ms at most. A larger
 * one would make the start wait; there damage is found where a read meets it.
 */
const CHECKED_BYTES = 16 * 1024 * 1024;

/** Page cache of a connection, in KiB. */
const CACHE_KIB = 32 * 1024;

/**
 * Open the connection that writes, laying out the file if it is new.
 *
 * A file that is not ours is closed again as it was.
 *
 * @throws StoreError `corrupt`, `foreign`, `newer`, or `failed` when the file cannot be opened
 */
export function openWriteConnection(options: WriteConnectionOptions): DatabaseSync {
  const { path, busyTimeoutMs, maxBytes } = options;
  let db: DatabaseSync | undefined;
  try {
    createPrivately(path);
    db = new DatabaseSync(path, { timeout: busyTimeoutMs, defensive: true });
    const isNew = isEmptyDatabase(db);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    tune(db);
    db.exec(
      `PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA journal_size_limit = ${LOG_SIZE_LIMIT}`,
    );
    if (isNew) createLayout(db);
    else refuseDamaged(db, path);
    if (maxBytes > 0) limitSize(db, maxBytes);
    return db;
  } catch (error) {
    db?.close();
    throw toStoreError(error);
  }
}

/** Open a connection that only reads; a writing connection must have been opened before. */
export function openReadConnection(path: string, busyTimeoutMs: number): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs, defensive: true });
  tune(db);
  return db;
}

/** Carry the whole log over into the database, as far as other processes allow, and empty it. */
export function checkpoint(db: DatabaseSync): boolean {
  return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
}

function tune(db: DatabaseSync): void {
  // cell_size_check finds a damaged page when it is loaded, trusted_schema disarms a crafted file.
  db.exec(
    `PRAGMA cache_size = -${CACHE_KIB}; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF`,
  );
}

/*
 * SQLite gives its log files the mode of the database file, so that one must be right from the start.
 * The file is only ever opened here when it did not exist: closing any descriptor of a file drops the
 * locks which this process holds on it (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/*
 * SQLite itself notices when whole pages are missing, but reads a torn last page as zeros. Only
 * comparable when the log is empty: with other processes at work the check is theirs, at their start.
 */
function refuseDamaged(db: DatabaseSync, path: string): void {
  const expected = readPragma(db, 'page_count') * readPragma(db, 'page_size');
  if (checkpoint(db) && statSync(path).size < expected) {
    throw new StoreError('corrupt', 'the database file is damaged: its end is missing');
  }
  if (expected <= CHECKED_BYTES) refuseTorn(db);
}

/*
 * A read that goes by a damaged index does not fail, it finds nothing: a user, a token or a mount would seem
 * never to have been. Values need no look here, since the barrier authenticates them.
 */
function refuseTorn(db: DatabaseSync): void {
  const found = db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  if (found === 'ok') return;
  throw new StoreError('corrupt', 'the database file is damaged: its tables do not fit together');
}

function limitSize(db: DatabaseSync, maxBytes: number): void {
  const pages = Math.max(1, Math.floor(maxBytes / readPragma(db, 'page_size')));
  db.exec(`PRAGMA max_page_count = ${pages}`);
}

function readPragma(db: DatabaseSync, name: 'page_count' | 'page_size'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
