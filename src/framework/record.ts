/** A kind of record: what it is called in keys, and the version of its stored form. */
export interface RecordType<T> {
  /** Part of the key, readable on disk: a word such as `user`, never data. */
  readonly collection: string;
  readonly version: number;
  /** Writing one renews every cache of the configuration. For what is read often and seldom written. */
  readonly isConfiguration?: true;
  /**
   * Stays in memory for a while as it was decoded, and frozen. For what logins read again and again; never for
   * what holds a secret.
   */
  readonly isKept?: true;
  /** Turn what an older version stored into today's form. */
  readonly upgrade?: (stored: unknown, fromVersion: number) => T;
  /** Never set: carries the type of the record. */
  readonly shape?: T;
}

/** The records of one mount type, by the name that handlers use. */
export type RecordTypes = Readonly<Record<string, RecordType<unknown>>>;

/** Declare a record type. */
export function defineRecord<T>(type: Omit<RecordType<T>, 'shape'>): RecordType<T> {
  return type;
}
