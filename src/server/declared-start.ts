import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError } from '../config/config-error.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { RequestHandler } from '../core/request.ts';
import type { Log } from '../core/scope.ts';

/** The settings that say what is applied. */
export type DeclaredSettings = Pick<
  ServerConfig,
  'declared_configuration' | 'declared_configuration_prune' | 'environment'
>;

/** Applies the folder of the configuration whenever the server is unsealed or reloaded. */
export class DeclaredStart {
  readonly #log: Log;
  #settings: DeclaredSettings;
  #core: Pick<RequestHandler, 'handle'> | undefined;
  #running: Promise<void> = Promise.resolve();

  private constructor(settings: DeclaredSettings, log: Log) {
    this.#log = log;
    this.#settings = settings;
  }

  /** @throws ConfigError where the folder has faults: a server does not start with them */
  static async create(settings: DeclaredSettings, log: Log): Promise<DeclaredStart> {
    if (settings.declared_configuration !== '') {
      const { loadDeclared } = await import('./apply-declared.ts');
      for (const warning of loadDeclared(settings).warnings) log('warn', warning);
    }
    return new DeclaredStart(settings, log);
  }

  /** The core that requests go to. */
  serve(core: Pick<RequestHandler, 'handle'>): void {
    this.#core = core;
  }

  /** Begin to apply, after what is running; failures go to the log. */
  apply(): void {
    this.#running = this.#running.then(() => this.#attempt());
  }

  /** Apply again, by the settings of a changed configuration. */
  reload(settings: DeclaredSettings = this.#settings): void {
    this.#settings = settings;
    this.apply();
  }

  /** Until nothing is being applied, or so many milliseconds have passed. */
  async settled(patienceMs?: number): Promise<void> {
    if (patienceMs === undefined) return this.#running;
    const controller = new AbortController();
    const patience = wait(patienceMs, undefined, { signal: controller.signal });
    await Promise.race([this.#running, patience.catch(() => undefined)]);
    controller.abort();
  }

  async #attempt(): Promise<void> {
    const [settings, core] = [this.#settings, this.#core];
    if (settings.declared_configuration === '' || !core) return;
    // what is not configured costs a start nothing
    const { applyDeclared, isRefusal } = await import('./apply-declared.ts');
    try {
      await applyDeclared({ settings, core, log: this.#log });
    } catch (error) {
      const isKnown = error instanceof ConfigError || isRefusal(error);
      // of anything else the message might hold what nobody looked at
      const reason = isKnown ? error.message : error instanceof Error ? error.name : typeof error;
      this.#log('error', 'declared configuration was not applied', { reason });
    }
  }
}
