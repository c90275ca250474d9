/** The operations that one mount type has, as the table of the client keeps them. */
export interface GroupRow {
  readonly place: 'auth' | 'secrets' | 'sys';
  /** Path of the mount unless somebody names another. */
  readonly mount: string;
  /** Exists once: no other mount can be named. */
  readonly isSingle: boolean;
  /** What all its operationIds begin with. */
  readonly prefix: string;
  /** The rest of the operationId, verb, path and marks of each operation, divided by `|`. */
  readonly operations: readonly string[];
}

/** One operation of the table. */
export interface OperationRow {
  readonly operationId: string;
  /** How the method of the client is called. */
  readonly name: string;
  readonly verb: string;
  /** Path below the mount, with `{name}`, `{name+}` and `{name*}`. */
  readonly path: string;
  /** Answers a token. */
  readonly isToken: boolean;
  /** Answers a document without envelope, whatever the status. */
  readonly isBare: boolean;
  /** Answers any document. */
  readonly isRaw: boolean;
  /** Uses up what it is sent: never sent a second time. */
  readonly isOnce: boolean;
  /** Is asked by whoever has no token yet. */
  readonly isStranger: boolean;
  /** Asked for by its path alone: nothing is known of its answer. */
  readonly isByPath: boolean;
  /** Takes any body, in `body`. */
  readonly isArbitrary: boolean;
}

/** Read a line of the table. */
export function parseRow(line: string, prefix: string): OperationRow {
  const [rest = '', verb = '', path = '', marks = ''] = line.split('|');
  return {
    operationId: prefix + rest,
    name: methodName(rest),
    verb,
    path,
    isToken: marks.includes('t'),
    isBare: marks.includes('b'),
    isRaw: marks.includes('r'),
    isOnce: marks.includes('o'),
    isStranger: marks.includes('s'),
    isByPath: rest === '',
    isArbitrary: marks.includes('a'),
  };
}

/** `write-secret-id` → `writeSecretId`. */
export function methodName(rest: string): string {
  return rest.replace(/[-_](\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

const parsed = new WeakMap<GroupRow, readonly OperationRow[]>();

/** The operations of a group, read at their first use. */
export function rowsOf(group: GroupRow): readonly OperationRow[] {
  const known = parsed.get(group);
  if (known) return known;
  const rows = group.operations.map((line) => parseRow(line, group.prefix));
  parsed.set(group, rows);
  return rows;
}
