import { InternalActor } from '../core/internal-actor.ts';
import type { RequestHandler } from '../core/request.ts';
import type { Log } from '../core/scope.ts';
import { systemRandom } from '../crypto/random.ts';
import { ApplyError, applyPlan } from '../declared/apply.ts';
import { askInProcess } from '../declared/in-process.ts';
import { type LoadedFolder, loadFolder } from '../declared/load-folder.ts';
import { makePlan, type ObjectChange } from '../declared/plan.ts';
import { findUndeclared, prune } from '../declared/prune.ts';
import { DeclaredConflict, RequestRefused, ServerState } from '../declared/server-state.ts';
import { mountTypes } from '../mount-types.ts';
import type { DeclaredSettings } from './declared-start.ts';

/** Another process that starts at the same moment may be first: then all is looked at once more. */
const ATTEMPTS = 2;

/** What a folder is applied with. */
export interface DeclaredWork {
  readonly settings: DeclaredSettings;
  readonly core: Pick<RequestHandler, 'handle'>;
  readonly log: Log;
}

/** Read and check the folder of the settings. @throws ConfigError */
export function loadDeclared({
  declared_configuration: path,
  environment,
}: DeclaredSettings): LoadedFolder {
  return loadFolder({ path, types: mountTypes, env: environment() });
}

/**
 * Bring the server to what the folder says, as the server itself: without a token, shown in audit as
 * `declared-configuration`.
 *
 * @throws ConfigError, ApplyError, RequestRefused, DeclaredConflict
 */
export async function applyDeclared(work: DeclaredWork): Promise<void> {
  const folder = loadDeclared(work.settings);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyFolder(folder, work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRefusal(error)) throw error;
    }
  }
}

async function applyFolder(
  folder: LoadedFolder,
  { settings, core, log }: DeclaredWork,
): Promise<void> {
  const actor = new InternalActor('declared-configuration');
  const server = new ServerState(askInProcess({ core, random: systemRandom, as: { actor } }));
  const plan = await makePlan(server, folder.objects);
  await applyPlan(server, plan, (change) => tell(log, change));
  const undeclared = settings.declared_configuration_prune
    ? await findUndeclared(server, folder)
    : [];
  await prune(server, undeclared, ({ title }) => {
    log('info', 'declared configuration removed', { object: title });
  });
  for (const warning of server.warnings) log('warn', warning);
  const { length: unchanged } = plan.settled;
  const counts = { changed: plan.changes.length, removed: undeclared.length, unchanged };
  log('info', 'declared configuration applied', counts);
}

/** Names of fields, never their values. */
function tell(log: Log, { action, object, fields, origin }: ObjectChange): void {
  log('info', `declared configuration ${action}d`, {
    object: object.target.title,
    fields: fields.map(({ name }) => name).join(','),
    changed_by: origin,
  });
}

/** What the server said to a request of declared configuration, in words that hold no secret. */
export function isRefusal(error: unknown): error is Error {
  return (
    error instanceof ApplyError ||
    error instanceof RequestRefused ||
    error instanceof DeclaredConflict
  );
}
