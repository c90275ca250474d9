import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../config/config-error.ts';
import { type ConfigSources, loadServerConfig } from '../config/load.ts';
import type { ServerConfig } from '../config/server-config.ts';

/** The least that a configuration must say; two lines. */
export const leastConfig = 'listener "tcp" { tls_disable = 1 }\nstorage "inmem" {}\n';

/** A folder of server configuration that a test writes. */
export class ConfigFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'config-'));

  /** Write a file. @returns its path */
  write(name: string, text: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, text);
    return path;
  }

  /** Load one file of this text. @throws ConfigError */
  load(text: string, sources: Partial<ConfigSources> = {}): ServerConfig {
    return loadServerConfig({ paths: [this.write('one.hcl', text)], env: {}, ...sources });
  }

  /** Each fault that loading tells, as `line key: problem`. */
  faultsOf(text: string, sources: Partial<ConfigSources> = {}): readonly string[] {
    try {
      this.load(text, sources);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.faults.map(({ line, key, problem }) => `${line} ${key}: ${problem}`);
    }
    return [];
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
