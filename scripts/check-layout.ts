import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { authMethods } from '../src/auth/index.ts';

/** Rules of the layout that no linter knows: import direction, shape of folders, doc comments. */

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');

/** Each layer imports only from itself and from layers before it. */
const layers: readonly (readonly string[])[] = [
  // alone in front: it imports nothing, since it must run anywhere
  ['client'],
  ['lib'],
  ['errors'],
  ['metrics'],
  ['framework'],
  ['crypto'],
  ['config', 'storage'],
  ['policy', 'identity', 'token', 'audit'],
  ['core'],
  ['auth', 'secrets', 'sys'],
  ['http'],
  ['declared'],
  ['server'],
  ['testing', 'cli'],
];
/** The one file between layers: it joins the registries. */
const registry = 'mount-types.ts';

const problems: string[] = [];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function layerOf(file: string): number {
  const [folder = ''] = relative(source, file).split(sep);
  if (folder === registry) return layers.findIndex((names) => names.includes('sys'));
  return layers.findIndex((names) => names.includes(folder));
}

function checkImports(file: string, text: string): void {
  for (const [, path = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
    const target = resolve(dirname(file), path);
    const [from, to] = [layerOf(file), layerOf(target)];
    const isTestKit =
      file.endsWith('.test.ts') && layerOf(target) === layerOf(join(source, 'testing'));
    if (to > from && !isTestKit)
      problems.push(`${relative(root, file)} imports ${relative(root, target)} of a later layer`);
    if (isForeignMethod(file, target)) {
      problems.push(`${relative(root, file)} imports another method: ${relative(root, target)}`);
    }
  }
}

/** `src/auth/x/…` must not know `src/auth/y/…`. */
function isForeignMethod(file: string, target: string): boolean {
  const [kind, method, ...rest] = relative(source, file).split(sep);
  const [otherKind, otherMethod] = relative(source, target).split(sep);
  if (rest.length === 0 || (kind !== 'auth' && kind !== 'secrets')) return false;
  return kind === otherKind && method !== otherMethod;
}

function checkName(file: string): void {
  const name = relative(source, file);
  if (!/^[a-z0-9-]+(\.test|\.gen|-registry)?\.ts$/.test(name.split(sep).at(-1) ?? '')) {
    if (!name.endsWith('.md')) problems.push(`src/${name} is not in kebab-case`);
  }
  if (/(^|\/)(utils|helpers|common|misc)\//.test(name))
    problems.push(`src/${name}: name the folder for what it holds`);
}

function checkDocComments(file: string, text: string): void {
  if (file.endsWith('.test.ts') || file.endsWith('.gen.ts')) return;
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    // a catalogue names and explains its one value at the head of the file
    if (!/^export (async )?(function|class|const|interface) \w/.test(line)) continue;
    const above = lines[i - 1]?.trim() ?? '';
    if (!above.endsWith('*/') && !above.startsWith('// oxlint-disable')) {
      problems.push(`${relative(root, file)}:${i + 1} exports without a doc comment`);
    }
  }
}

/** Every auth method has the same files; the registry and the folders agree. */
function checkMethodFolders(): void {
  const folder = join(source, 'auth');
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  // a method of two names has one folder
  const own = authMethods.filter(
    ({ operations }, i) => authMethods.findIndex((other) => other.operations === operations) === i,
  );
  const registered = own.map(({ type }) => type);
  for (const name of names) {
    if (!registered.includes(name)) problems.push(`src/auth/${name} is not in src/auth/index.ts`);
    const files = new Set(readdirSync(join(folder, name)));
    for (const needed of ['index.ts', 'fields.ts', 'operations.ts', 'records.ts', 'README.md']) {
      if (!files.has(needed)) problems.push(`src/auth/${name} has no ${needed}`);
    }
  }
  for (const type of registered) {
    if (!names.includes(type)) problems.push(`${type} is registered but has no folder`);
  }
}

function checkSizes(files: readonly string[]): void {
  const sizes = files
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        !/\.(test|gen)\.ts$|-registry\.ts$|metric-catalogue\.ts$/.test(file),
    )
    .map((file) => readFileSync(file, 'utf8').split('\n').length)
    .sort((a, b) => a - b);
  const at = (part: number): number => sizes[Math.floor(sizes.length * part)] ?? 0;
  if (at(0.5) > 120) problems.push(`the median file has ${at(0.5)} lines, more than 120`);
  if (at(0.9) > 250)
    problems.push(`a tenth of the files has more than ${at(0.9)} lines; the bound is 250`);
}

const files = filesBelow(source);
for (const file of files) {
  checkName(file);
  if (!file.endsWith('.ts')) continue;
  const text = readFileSync(file, 'utf8');
  checkImports(file, text);
  checkDocComments(file, text);
}
checkMethodFolders();
checkSizes(files);

for (const problem of problems) console.error(problem);
console.log(`layout: ${files.length} files, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
