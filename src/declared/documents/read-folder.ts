import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { noteUnread, systemProblem, wholeFile } from '../../config/config-files.ts';
import type { FaultList } from '../../config/fault-list.ts';
import type { HclObject } from '../../lib/hcl/hcl-node.ts';
import { parseHcl } from '../../lib/hcl/parse-hcl.ts';
import { parseYaml } from './parse-yaml.ts';

/** A file of a folder of declared configuration, as parsed. */
export interface DeclaredDocument {
  readonly file: string;
  readonly body: HclObject;
}

/** Folders may be nested this deep. */
const MAX_DEPTH = 16;

/**
 * Read a folder of declared configuration, or one file of it: `.hcl`, `.json`, `.yaml` and `.yml`, in the byte
 * order of their paths; what begins with a point, and all other files, are passed over.
 */
export function readFolder(path: string, faults: FaultList): readonly DeclaredDocument[] {
  try {
    if (!statSync(path).isDirectory()) return readOne(path, faults);
    const files = listFiles(path, MAX_DEPTH);
    if (files.length === 0) {
      faults.add(wholeFile(path), 'holds no .hcl, .json, .yaml or .yml file');
    }
    return files.flatMap((file) => readOne(file, faults));
  } catch (error) {
    faults.add(wholeFile(path), systemProblem(error));
    return [];
  }
}

function listFiles(folder: string, depth: number): string[] {
  if (depth === 0) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return listFiles(path, depth - 1);
      return /\.(?:hcl|json|ya?ml)$/.test(name) && !isPolicyText(name) ? [path] : [];
    });
}

/** Texts that blocks refer to may lie beside them: `ops.policy.hcl`. */
function isPolicyText(name: string): boolean {
  return name.endsWith('.policy.hcl');
}

function readOne(file: string, faults: FaultList): DeclaredDocument[] {
  try {
    const text = readFileSync(file, 'utf8');
    return [{ file, body: /\.ya?ml$/.test(file) ? parseYaml(text) : parseHcl(text) }];
  } catch (error) {
    noteUnread(file, error, faults);
    return [];
  }
}
