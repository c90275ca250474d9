import { AuditBroker } from '../audit/broker.ts';
import { openDevices } from '../audit/open-device.ts';
import { startBackground } from '../core/background.ts';
import { type LifecycleParts, LifecycleService } from '../core/lifecycle-service.ts';
import type { Loggers } from '../core/loggers.ts';
import { reloadsOf } from '../core/reloads.ts';
import type { CoreParts, Log } from '../core/scope.ts';
import { countLockedNames } from '../core/count-locked.ts';
import { ServerCore } from '../core/server-core.ts';
import type { ServerConfig, StaticSealConfig } from '../config/server-config.ts';
import { systemRandom } from '../crypto/random.ts';
import { type RunningListener, startListener } from '../http/listener.ts';
import { systemClock } from '../lib/time.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { watchProcess } from '../metrics/process-figures.ts';
import { mountTypes } from '../mount-types.ts';
import { openMemoryStore, openSqliteStore } from '../storage/sqlite/index.ts';
import type { Store } from '../storage/store.ts';
import { type DeclaredSettings, DeclaredStart } from './declared-start.ts';
import { showConfig } from './shown-config.ts';
import { createMetrics, createPasswordHasher } from './server-metrics.ts';
import { preload } from './preload.ts';

/** How long requests in flight may take to finish when the server stops, in milliseconds. */
const STOP_GRACE_MS = 10_000;
/** How long a start waits for declared configuration; it goes on beside the server then, in milliseconds. */
const DECLARED_PATIENCE_MS = 10_000;

/** A server that accepts connections. */
export interface RunningServer {
  readonly core: ServerCore;
  /** One per listener, in the order of the configuration. */
  readonly urls: readonly string[];
  /**
   * Read certificate files again; a broken file keeps the old certificate and is logged. Audit files are
   * opened anew, and the devices of a changed configuration take the place of the old ones. The folder of
   * declared configuration is applied again.
   */
  reload(changed?: Pick<ServerConfig, 'audit'> & DeclaredSettings): Promise<void>;
  /** Finish what was begun, then close listeners and store. */
  stop(): Promise<void>;
}

/**
 * Put a server together and open its listeners. It is sealed unless the configuration unseals it.
 *
 * @throws Error when the store cannot be opened or an address cannot be bound; nothing is left open then
 */
export async function startServer(config: ServerConfig, loggers: Loggers): Promise<RunningServer> {
  const metrics = createMetrics(config);
  const [store] = await Promise.all([openStore(config, metrics), preload()]);
  try {
    return await serve(config, { store, loggers, metrics });
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function serve(
  config: ServerConfig,
  { store, loggers, metrics }: { store: Store; loggers: Loggers; metrics: Metrics },
): Promise<RunningServer> {
  const log = loggers.named('core');
  nameSubsystems(loggers);
  const declared = await DeclaredStart.create(config, loggers.named('declared'));
  const lifecycle = createLifecycle(config, {
    store,
    log: loggers.named('core.lifecycle'),
    onUnsealed: () => declared.apply(),
  });
  const audit = createAudit(config, { metrics, log: loggers.named('audit') });
  const parts: CoreParts = {
    types: mountTypes,
    ttls: config,
    lockout: config,
    clock: systemClock,
    random: systemRandom,
    loggers,
    shownConfig: showConfig(config),
    monotonic: () => performance.now(),
    passwords: createPasswordHasher(metrics),
    audit,
    metrics,
    log,
  };
  const core = new ServerCore(parts, lifecycle);
  declared.serve(core);
  await lifecycle.unsealAutomatically();
  await declared.settled(DECLARED_PATIENCE_MS);
  const unwatch = watchProcess(metrics, systemClock() - performance.now());
  const background = startBackground({
    lifecycle,
    clock: systemClock,
    random: systemRandom,
    metrics,
    usageGaugeMs: config.telemetry.usage_gauge_period * 1000,
    countLocked: (at) => countLockedNames({ ...at, parts }),
    log: loggers.named('background'),
  });
  const listeners: RunningListener[] = [];
  const stop = async (): Promise<void> => {
    core.endStreams();
    await Promise.all(listeners.map((listener) => listener.stop(STOP_GRACE_MS)));
    unwatch();
    await declared.settled(STOP_GRACE_MS);
    await background.stop();
    await audit.close();
    await store.close();
  };
  try {
    for (const listener of config.listeners)
      listeners.push(await startListener(listener, core, { log: loggers.named('http') }));
  } catch (error) {
    await stop();
    throw error;
  }
  offerReloads(parts, listeners);
  return {
    core,
    urls: listeners.map(({ url }) => url),
    reload: async (changed) => {
      reloadAudit(audit, { changed, log });
      declared.reload(changed);
      await reloadAll(listeners, log);
    },
    stop,
  };
}

/** So that their levels can be set before they have said anything. */
function nameSubsystems(loggers: Loggers): void {
  loggers.named('http');
  for (const { kind, type, needs } of mountTypes.values()) {
    if (needs.includes('log')) loggers.named(`${kind}.${type}`);
  }
}

async function openStore(config: ServerConfig, metrics: Metrics): Promise<Store> {
  return config.storage.type === 'inmem'
    ? openMemoryStore(metrics)
    : openSqliteStore({ path: config.storage.path, metrics });
}

function createAudit(
  { audit, audit_file_folders }: ServerConfig,
  by: { readonly metrics: Metrics; readonly log: Log },
): AuditBroker {
  const open = openDevices(systemClock);
  return new AuditBroker({ open, configured: audit, folders: audit_file_folders, ...by });
}

function createLifecycle(
  config: ServerConfig,
  from: Pick<LifecycleParts, 'store' | 'log' | 'onUnsealed'>,
): LifecycleService {
  const { seal, cluster_name } = config;
  return new LifecycleService({
    ...from,
    storageType: config.storage.type,
    random: systemRandom,
    clock: systemClock,
    ...(seal.type === 'static' ? autoUnseal(seal) : {}),
    ...(cluster_name === '' ? {} : { clusterName: cluster_name }),
  });
}

function autoUnseal(
  seal: StaticSealConfig,
): Pick<LifecycleParts, 'autoUnsealKey' | 'previousUnsealKey' | 'isAutoUnsealDisabled'> {
  return {
    autoUnsealKey: seal.currentKey(),
    ...(seal.previousKey && { previousUnsealKey: seal.previousKey() }),
    isAutoUnsealDisabled: seal.disabled === true,
  };
}

function reloadAudit(
  audit: AuditBroker,
  { changed, log }: { changed: Pick<ServerConfig, 'audit'> | undefined; log: Log },
): void {
  audit.reopen();
  try {
    if (changed) audit.configure(changed.audit);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log('error', 'audit keeps its old devices', { reason });
  }
}

/** What `sys/config/reload` can do. */
function offerReloads(parts: CoreParts, listeners: readonly RunningListener[]): void {
  reloadsOf(parts)
    .set('audit', () => parts.audit.reopen())
    .set('listeners', async () => {
      if (!(await reloadAll(listeners, parts.log))) throw new Error('a certificate cannot be used');
    });
}

/** @returns whether all certificates could be used */
async function reloadAll(listeners: readonly RunningListener[], log: Log): Promise<boolean> {
  let isWhole = true;
  for (const listener of listeners) {
    try {
      await listener.reload();
      log('info', 'listener reloaded', { address: listener.address });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log('error', 'listener keeps its old certificate', { address: listener.address, reason });
      isWhole = false;
    }
  }
  return isWhole;
}
