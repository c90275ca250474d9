import { DatabaseSync } from 'node:sqlite';

/** What one commit does to one row, without what is in it. */
export interface RowShape {
  /** All of the key before the part that is different for each row. */
  readonly prefix: string;
  readonly valueBytes: number;
  readonly expires: boolean;
}

/** The rows that the last commit of a store has written. */
export function lastWrittenRows(database: string): RowShape[] {
  const db = new DatabaseSync(database, { readOnly: true });
  try {
    const rows = db
      .prepare(
        `SELECT CAST(key AS TEXT) AS name, length(value) AS bytes, expires_at FROM entries
         WHERE version = (SELECT last FROM sequence)`,
      )
      .all();
    return rows.map((row) => {
      const name = String(row.name);
      return {
        prefix: name.slice(0, name.lastIndexOf('/') + 1),
        valueBytes: Number(row.bytes),
        expires: row.expires_at !== null,
      };
    });
  } finally {
    db.close();
  }
}

/** Rows of a store under a prefix. */
export function countRows(database: string, prefix: string): number {
  const db = new DatabaseSync(database, { readOnly: true });
  try {
    const row = db
      .prepare('SELECT count(*) AS rows FROM entries WHERE key >= ? AND key < ?')
      .get(Buffer.from(prefix), Buffer.concat([Buffer.from(prefix), Buffer.of(0xff)]));
    return Number(row?.rows);
  } finally {
    db.close();
  }
}
