import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type HclObject, HclSyntaxError } from '../lib/hcl/hcl-node.ts';
import { parseHcl } from '../lib/hcl/parse-hcl.ts';
import type { FaultList } from './fault-list.ts';

/** A configuration file as parsed. */
export interface ConfigFile {
  readonly file: string;
  readonly body: HclObject;
}

/** Read files and directories (their `.hcl` and `.json`, in alphabetical order), in the order given. */
export function readConfigFiles(paths: readonly string[], faults: FaultList): ConfigFile[] {
  return paths.flatMap((path) => listFiles(path, faults)).flatMap((file) => readOne(file, faults));
}

function listFiles(path: string, faults: FaultList): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => /\.(?:hcl|json)$/.test(name));
    if (names.length === 0) faults.add(wholeFile(path), 'holds no .hcl or .json file');
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    faults.add(wholeFile(path), systemProblem(error));
    return [];
  }
}

function readOne(file: string, faults: FaultList): ConfigFile[] {
  try {
    return [{ file, body: parseHcl(readFileSync(file, 'utf8')) }];
  } catch (error) {
    noteUnread(file, error, faults);
    return [];
  }
}

/** The place of a fault that has no line. */
export function wholeFile(file: string): { file: string; line: number; key: string } {
  return { file, line: 0, key: '' };
}

/** Add why a file was not read: where its syntax breaks, or what the system says. @throws any other error */
export function noteUnread(file: string, error: unknown, faults: FaultList): void {
  if (error instanceof HclSyntaxError) {
    faults.add({ file, line: error.line, key: '' }, error.message);
  } else faults.add(wholeFile(file), systemProblem(error));
}

/** What the system says of a file, as `ENOENT`. @throws whatever is no system error */
export function systemProblem(error: unknown): string {
  if (error instanceof Error && 'code' in error) return `cannot be read (${String(error.code)})`;
  throw error;
}
