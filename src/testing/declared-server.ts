import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyPlan } from '../declared/apply.ts';
import { askInProcess } from '../declared/in-process.ts';
import { type LoadedFolder, loadFolder } from '../declared/load-folder.ts';
import { makePlan, type Plan } from '../declared/plan.ts';
import { ServerState } from '../declared/server-state.ts';
import { mountTypes } from '../mount-types.ts';
import { seededRandom, type TestServer } from './test-server.ts';

/** A folder of declared configuration that a test writes. */
export class DeclaredFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'declared-'));
  readonly #env: Readonly<Record<string, string>>;

  constructor(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
    this.#env = env;
    this.write(files);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.path, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  load(env: Readonly<Record<string, string>> = this.#env): LoadedFolder {
    return loadFolder({ path: this.path, types: mountTypes, env });
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

/** The server as declared configuration sees it; as root when no token is named. */
export function stateOf(server: TestServer, token = server.rootToken): ServerState {
  const random = seededRandom('declared');
  return new ServerState(askInProcess({ core: server.core, random, as: { token } }));
}

/** What would be changed. */
export async function planOf(server: TestServer, folder: DeclaredFolder): Promise<Plan> {
  return makePlan(stateOf(server), folder.load().objects);
}

/** Apply a folder; answers the plan that was carried out. */
export async function applied(
  server: TestServer,
  folder: DeclaredFolder,
  token = server.rootToken,
): Promise<Plan> {
  const state = stateOf(server, token);
  const plan = await makePlan(state, folder.load().objects);
  await applyPlan(state, plan);
  return plan;
}
