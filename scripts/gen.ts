import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MountType } from '../src/core/mount-type.ts';
import { catalogue } from '../src/errors/catalogue.ts';
import { buildOpenApi } from '../src/framework/openapi.ts';
import { release } from '../src/lib/release.ts';
import { mountTypes } from '../src/mount-types.ts';
import { writeApiPage } from './gen/api-page.ts';
import { groupOf } from './gen/client-group.ts';
import { writeClientTable } from './gen/client-table.ts';
import { writeClientTypes } from './gen/client-types.ts';
import { writeChangelog } from './gen/changelog.ts';
import { writeConfigPage } from './gen/config-page.ts';
import { errorCodesBelow } from './gen/error-codes.ts';
import { writeErrorsPage } from './gen/errors-page.ts';
import { writeMetricsPage } from './gen/metrics-page.ts';

/*
 * Writes what is made from the declarations: `docs/openapi.json`, `docs/api/*.md`, `docs/errors.md`, `docs/metrics.md`,
 * `docs/config.md`, `src/client/*.gen.ts` and the unreleased part of `CHANGELOG.md`. With --check nothing is written, and files that are not fresh are a failure.
 */

const root = join(import.meta.dirname, '..');
const pagesFolder = 'docs/api';

/** Where a type is mounted unless somebody wants it elsewhere. */
function defaultPathOf({ kind, type }: MountType): string {
  if (kind === 'system') return 'sys/';
  return kind === 'auth' ? `auth/${type}/` : `${type}/`;
}

function sourceFolderOf({ kind, type }: MountType): string {
  if (kind === 'system') return 'src/sys';
  return kind === 'auth' ? `src/auth/${type}` : `src/secrets/${type}`;
}

function writeDocument(types: readonly MountType[]): string {
  const mounts = types.map((type) => ({ mount: { path: defaultPathOf(type) }, type }));
  const document = buildOpenApi(mounts, { version: release.version, hasGenericPaths: true });
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A type of mount, or what it is in one of its versions. */
interface Documented {
  readonly type: MountType;
  /** Where it is mounted unless somebody wants it elsewhere. */
  readonly mountPath: string;
  readonly sourceFolder: string;
  readonly page: string;
}

function documentedTypes(): readonly Documented[] {
  // a method of two names has one page
  const types = [...mountTypes.values()];
  const own = types.filter(
    ({ operations }, i) => types.findIndex((other) => other.operations === operations) === i,
  );
  return own.flatMap((type) => {
    const mountPath = defaultPathOf(type);
    const sourceFolder = sourceFolderOf(type);
    const variants = Object.entries(type.variants).map(([version, variant]) => ({
      type: variant,
      mountPath,
      sourceFolder: `${sourceFolder}/v${version}`,
      page: `${type.type}-v${version}`,
    }));
    const first = variants.length > 0 ? `${sourceFolder}/v${type.versions[0] ?? ''}` : sourceFolder;
    return [{ type, mountPath, sourceFolder: first, page: type.type }, ...variants];
  });
}

function generate(): ReadonlyMap<string, string> {
  const documented = documentedTypes();
  const types = documented.map(({ type }) => type);
  const pages = documented.map(({ type, mountPath, sourceFolder, page }) => {
    const errorCodes = errorCodesBelow(join(root, sourceFolder));
    return [`${pagesFolder}/${page}.md`, writeApiPage({ type, mountPath, errorCodes })] as const;
  });
  const groups = documented.map(groupOf);
  return new Map([
    ['src/client/operation-types.gen.ts', writeClientTypes(groups, Object.keys(catalogue))],
    ['src/client/operation-rows.gen.ts', writeClientTable(groups)],
    ['docs/openapi.json', writeDocument(types)],
    ['docs/errors.md', writeErrorsPage()],
    ['docs/config.md', writeConfigPage()],
    ['CHANGELOG.md', changelog()],
    ['docs/metrics.md', writeMetricsPage()],
    ...pages,
  ]);
}

function changelog(): string {
  const path = join(root, 'CHANGELOG.md');
  return writeChangelog(join(root, 'changes'), existsSync(path) ? readFileSync(path, 'utf8') : '');
}

/** Pages of types that are no more. */
function staleFiles(files: ReadonlyMap<string, string>): string[] {
  const folder = join(root, pagesFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => `${pagesFolder}/${name}`)
    .filter((name) => !files.has(name));
}

function isFresh(name: string, content: string): boolean {
  const path = join(root, name);
  return existsSync(path) && readFileSync(path, 'utf8') === content;
}

function main(isCheck: boolean): void {
  const files = generate();
  const stale = staleFiles(files);
  const changed = [...files].filter(([name, content]) => !isFresh(name, content));
  if (isCheck) {
    const names = [...changed.map(([name]) => name), ...stale];
    for (const name of names) console.error(`${name} is not fresh: run npm run gen`);
    if (names.length > 0) process.exitCode = 1;
    return;
  }
  for (const [name, content] of changed) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
    console.log(`${name} written`);
  }
  for (const name of stale) rmSync(join(root, name));
}

main(process.argv.includes('--check'));
