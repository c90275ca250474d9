import { findBlocks, type HclBlock } from '../lib/hcl/hcl-blocks.ts';
import type { HclValue } from '../lib/hcl/hcl-node.ts';
import { type ConfigFile, readConfigFiles } from './config-files.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { FaultList } from './fault-list.ts';
import { nearestKey } from './nearest-key.ts';
import { OptionError, type OptionValues, type Options } from './option.ts';
import { OptionReader, withDefaults } from './read-options.ts';
import {
  auditOptions,
  ignoredListenerOptions,
  ignoredOptions,
  listenerOptions,
  serverOptions,
  sqliteOptions,
  staticSealOptions,
  userLockoutOptions,
  userLockoutTypes,
} from './schema.ts';
import { ignoredProfilingOptions, listenerProfilingOptions } from './profiling-options.ts';
import { readTelemetry } from './read-telemetry.ts';
import { resolveSealKey } from './seal-key.ts';
import type {
  AuditDeviceConfig,
  SealConfig,
  ServerConfig,
  StorageConfig,
  UserLockoutConfig,
} from './server-config.ts';
import {
  ignoredTelemetryOptions,
  listenerTelemetryOptions,
  telemetryOptions,
} from './telemetry-options.ts';
import { fallbackValues, toListener } from './to-listener.ts';

/** Where a configuration comes from. */
export interface ConfigSources {
  /** Files, and directories of `.hcl` and `.json` files; of a setting stated twice the later one wins. */
  readonly paths: readonly string[];
  readonly env: Environment;
  /** What holds where the files have no such block: how the dev server needs no file. */
  readonly base?: Partial<Pick<ServerConfig, 'listeners' | 'storage' | 'audit_file_folders'>>;
}

/**
 * Read, check and complete the server's configuration.
 *
 * @returns frozen; relative paths in it stay relative to the working folder
 * @throws ConfigError with every fault that was found
 */
export function loadServerConfig({ paths, env, base = {} }: ConfigSources): ServerConfig {
  const faults = new FaultList();
  const draft = new ConfigDraft(faults, env);
  for (const file of readConfigFiles(paths, faults)) draft.add(file);
  const config = draft.finish(base);
  faults.throwIfAny();
  return deepFreeze(config);
}

const blockNames = ['listener', 'storage', 'backend', 'seal', 'user_lockout', 'audit', 'telemetry'];

/** A block with one label, with its file. */
interface Labelled extends Pick<HclBlock, 'body' | 'line'> {
  readonly file: string;
  /** `listener "tcp"`. */
  readonly key: string;
  readonly label: string;
}

class ConfigDraft {
  readonly #faults: FaultList;
  readonly #env: Environment;
  readonly #reader: OptionReader;
  readonly #listeners: Labelled[] = [];
  readonly #lockouts = new Map<string, UserLockoutConfig>();
  readonly #audit = new Map<string, AuditDeviceConfig>();
  #server: Partial<OptionValues<typeof serverOptions>> = {};
  #telemetry: Partial<OptionValues<typeof telemetryOptions>> = {};
  #storage: StorageConfig | undefined;
  #seal: SealConfig | undefined;

  constructor(faults: FaultList, env: Environment) {
    this.#faults = faults;
    this.#env = env;
    this.#reader = new OptionReader(faults);
  }

  add({ file, body }: ConfigFile): void {
    const place = { file, block: '', ignored: ignoredOptions, blocks: blockNames };
    this.#server = { ...this.#server, ...this.#reader.read(body, serverOptions, place) };
    const blocks = (name: string): Labelled[] => this.#blocks({ file, body }, name);
    this.#listeners.push(...blocks('listener'));
    const storage = this.#only([...blocks('storage'), ...blocks('backend')]);
    if (storage) this.#storage = this.#readStorage(storage);
    const seal = this.#only(blocks('seal'));
    if (seal) this.#seal = this.#readSeal(seal);
    for (const block of blocks('user_lockout')) this.#readLockout(block);
    this.#readAudit({ file, body });
    const how = { reader: this.#reader, faults: this.#faults };
    const options = { ...how, options: telemetryOptions, ignored: ignoredTelemetryOptions };
    this.#telemetry = readTelemetry({ file, key: '', body }, options) ?? this.#telemetry;
  }

  finish(base: NonNullable<ConfigSources['base']>): ServerConfig {
    const variables = readEnvironment(serverOptions, this.#env, this.#faults);
    const server = withDefaults(serverOptions, this.#server, variables.values);
    const { default_max_request_duration: _, disable_printable_check: __, ...own } = server;
    if (server.default_lease_ttl > server.max_lease_ttl) {
      this.#missing('default_lease_ttl', 'must not be longer than max_lease_ttl');
    }
    const listeners = this.#listeners.map((block) => this.#readListener(block, server));
    const storage = this.#storage ?? base.storage;
    if (listeners.length === 0 && !base.listeners) this.#missing('listener', 'is needed');
    if (!storage) this.#missing('storage', 'is needed');
    return {
      ...own,
      audit_file_folders:
        own.audit_file_folders.length > 0
          ? own.audit_file_folders
          : (base.audit_file_folders ?? []),
      listeners: listeners.length > 0 ? listeners : (base.listeners ?? []),
      storage: storage ?? { type: 'inmem' },
      seal: this.#seal ?? { type: 'shamir' },
      user_lockout: Object.fromEntries(this.#lockouts),
      telemetry: withDefaults(telemetryOptions, this.#telemetry),
      audit: [...this.#audit.values()],
      environment: () => this.#env,
      env_names: variables.names,
      warnings: this.#faults.warnings,
    };
  }

  #missing(key: string, problem: string): void {
    this.#faults.add({ file: 'configuration', line: 0, key }, problem);
  }

  #blocks({ file, body }: ConfigFile, name: string): Labelled[] {
    const { blocks, misfits } = findBlocks(body, name, 1);
    for (const { line } of misfits) {
      this.#faults.add({ file, line, key: name }, 'must be a block with one label');
    }
    return blocks.map(({ labels, body, line }) => {
      const label = labels[0] ?? '';
      return { file, line, key: `${name} "${label}"`, label, body };
    });
  }

  /** The one block of a file; a later file may have another, which then wins. */
  #only([first, second]: readonly Labelled[]): Labelled | undefined {
    if (second) this.#faults.add(placeOf(second), 'is a second block of its kind in one file');
    return first;
  }

  #readListener(
    block: Labelled,
    server: OptionValues<typeof serverOptions>,
  ): ServerConfig['listeners'][number] {
    this.#assertLabel(block, ['tcp']);
    const { body, file, key } = block;
    const given = this.#reader.read(body, listenerOptions, {
      file,
      block: key,
      ignored: ignoredListenerOptions,
      blocks: ['telemetry', 'profiling'],
    });
    const values = withDefaults(listenerOptions, { ...fallbackValues(server), ...given });
    const how = { reader: this.#reader, faults: this.#faults, options: listenerTelemetryOptions };
    const telemetry = readTelemetry(block, how);
    const listener = toListener(values, placeOf(block), this.#faults);
    const profiling = readTelemetry(block, {
      ...how,
      name: 'profiling',
      options: listenerProfilingOptions,
      ignored: ignoredProfilingOptions,
    });
    const isOpen = profiling?.unauthenticated_in_flight_request_access === true;
    return {
      ...listener,
      ...(isOpen && { opens_in_flight: true }),
      ...(telemetry && { telemetry: withDefaults(listenerTelemetryOptions, telemetry) }),
    };
  }

  #readStorage(block: Labelled): StorageConfig {
    if (!this.#assertLabel(block, ['sqlite', 'inmem'])) return { type: 'inmem' };
    if (block.label === 'inmem') {
      this.#read(block, {});
      return { type: 'inmem' };
    }
    const { path } = withDefaults(sqliteOptions, this.#read(block, sqliteOptions));
    if (path === '') this.#faults.add(placeOf(block, 'path'), 'is needed');
    return { type: 'sqlite', path };
  }

  #readSeal(block: Labelled): SealConfig {
    if (!this.#assertLabel(block, ['shamir', 'static'])) return { type: 'shamir' };
    if (block.label === 'shamir') {
      this.#read(block, {});
      return { type: 'shamir' };
    }
    const values = withDefaults(staticSealOptions, this.#read(block, staticSealOptions));
    for (const key of ['current_key', 'current_key_id'] as const) {
      if (values[key] === '') this.#faults.add(placeOf(block, key), 'is needed');
    }
    const bytes = this.#resolveKey(block, 'current_key', values.current_key);
    const previous = this.#resolveKey(block, 'previous_key', values.previous_key);
    const { current_key_id, disabled } = values;
    return {
      type: 'static',
      current_key_id,
      disabled,
      currentKey: () => bytes,
      ...(values.previous_key === '' ? {} : { previousKey: () => previous }),
    };
  }

  #resolveKey(block: Labelled, option: 'current_key' | 'previous_key', source: string): Uint8Array {
    try {
      if (source !== '') return resolveSealKey(source, this.#env);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      this.#faults.add(placeOf(block, option), error.message);
    }
    return new Uint8Array();
  }

  /** Of devices at one path the later file wins; two paths must not contain each other. */
  #readAudit({ file, body }: ConfigFile): void {
    const { blocks, misfits } = findBlocks(body, 'audit', 2);
    const bare = body.items.filter(
      ({ keys, value }) => keys[0] === 'audit' && isEmptyObject(value),
    );
    for (const { line } of [...misfits, ...bare.filter(({ keys }) => keys.length < 3)]) {
      this.#faults.add(
        { file, line, key: 'audit' },
        'must be a block with two labels: type and path',
      );
    }
    for (const { labels, body: inside, line } of blocks) {
      const [type = '', label = ''] = labels;
      const path = `${label.replace(/\/+$/, '')}/`;
      const key = `audit "${type}" "${label}"`;
      const given = this.#reader.read(inside, auditOptions, { file, block: key });
      const holder = [...this.#audit.keys()].find(
        (other) => other !== path && (other.startsWith(path) || path.startsWith(other)),
      );
      if (holder !== undefined || path === '/')
        this.#faults.add({ file, line, key }, 'needs a path of its own');
      this.#audit.set(path, { path, type, ...withDefaults(auditOptions, given) });
    }
  }

  #readLockout(block: Labelled): void {
    if (!this.#assertLabel(block, userLockoutTypes)) return;
    const values = withDefaults(userLockoutOptions, this.#read(block, userLockoutOptions));
    this.#lockouts.set(block.label, values);
  }

  #read<O extends Options>(
    { body, file, key }: Labelled,
    options: O,
    ignored: ReadonlySet<string> = new Set(),
  ): Partial<OptionValues<O>> {
    return this.#reader.read(body, options, { file, block: key, ignored });
  }

  #assertLabel(block: Labelled, known: readonly string[]): boolean {
    if (known.includes(block.label)) return true;
    const near = nearestKey(block.label, known);
    const hint = near ? `did you mean ${near}?` : `known are ${known.join(', ')}`;
    this.#faults.add(placeOf(block), `is of no known type; ${hint}`);
    return false;
  }
}

function placeOf(
  { file, line, key }: Labelled,
  option = '',
): { file: string; line: number; key: string } {
  return { file, line, key: `${key} ${option}`.trim() };
}

/** Freeze a tree of plain objects and lists. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

/** A block that ends before its labels do. */
function isEmptyObject(value: HclValue): boolean {
  return value.kind === 'object' && value.items.length === 0;
}
