import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store-error.ts';

/** `PRAGMA application_id` of our files: the letters "PCLS". */
export const APPLICATION_ID = 0x50_43_4c_53;

/** `PRAGMA user_version`: number of the layout below; a change of layout raises it. */
export const SCHEMA_VERSION = 1;

/*
 * Keys are BLOBs, so that order is memcmp by definition and NUL is a byte like any other.
 * The table keeps its rowid: measured with random keys and values of 300 bytes, WITHOUT ROWID costs
 * almost twice as much per write (every insert dirties a page of wide rows in the middle of the tree
 * instead of appending) and gains nothing for point reads.
 */
const LAYOUT = `
  CREATE TABLE entries (
    key BLOB NOT NULL PRIMARY KEY,
    value BLOB NOT NULL,
    version INTEGER NOT NULL,
    expires_at INTEGER
  ) STRICT;
  CREATE INDEX entries_by_expiry ON entries (expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE sequence (last INTEGER NOT NULL) STRICT;
  INSERT INTO sequence (last) VALUES (0);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const IDENTITY = `
  SELECT application_id AS id, (SELECT count(*) FROM sqlite_schema) AS tables
  FROM pragma_application_id`;

/**
 * Tell a new file from one of ours, without writing to it.
 *
 * @returns true when the database is empty and has still to be laid out
 * @throws StoreError `foreign` or `newer` when the file must not be touched
 */
export function isEmptyDatabase(db: DatabaseSync): boolean {
  // one statement is one moment: another process may be laying it out
  const { id: applicationId, tables } = db.prepare(IDENTITY).get() ?? {};
  if (applicationId === 0 && tables === 0) return true;
  if (applicationId !== APPLICATION_ID) {
    throw new StoreError('foreign', 'the database belongs to another application');
  }
  const version = readNumber(db, 'PRAGMA user_version');
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      'newer',
      `the database has layout ${version}, this release knows layouts up to ${SCHEMA_VERSION}`,
    );
  }
  return false;
}

/** Lay out an empty database; does nothing when another process has done so in the meantime. */
export function createLayout(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    if (isEmptyDatabase(db)) db.exec(LAYOUT);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function readNumber(db: DatabaseSync, sql: string): number {
  const row = db.prepare(sql).get() ?? {};
  return Number(Object.values(row)[0]);
}
