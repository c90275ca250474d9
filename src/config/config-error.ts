/** One thing wrong with a configuration. */
export interface ConfigFault {
  readonly file: string;
  /** Counts from 1; 0 where the fault has no place. */
  readonly line: number;
  /** As `listener "tcp" tls_cert_file`. */
  readonly key: string;
  /** Never repeats a value, which may be a misplaced secret. */
  readonly problem: string;
}

/** A configuration with faults: all of them at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(describeFault).join('\n'));
    this.faults = faults;
  }
}

function describeFault({ file, line, key, problem }: ConfigFault): string {
  const place = line > 0 ? `${file}:${line}` : file;
  return [place, key, problem].filter((part) => part !== '').join(': ');
}
