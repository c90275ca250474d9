import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a fragment may be, in the order in which readers want to know of it, and its heading. */
const headings = {
  breaking: 'Breaking',
  security: 'Security',
  feature: 'New',
  fix: 'Fixed',
} as const;

type Kind = keyof typeof headings;

interface Fragment {
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
}

/**
 * The changelog: what `changes/` holds, and below it the releases as they stand already.
 *
 * @param current - the changelog as it is, for its releases
 * @throws Error naming a fragment that has no kind, or no text
 */
export function writeChangelog(folder: string, current: string): string {
  const fragments = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => readFragment(name, readFileSync(join(folder, name), 'utf8')));
  const kinds = Object.keys(headings) as Kind[];
  const sections = kinds.flatMap((kind) => {
    const own = fragments.filter((fragment) => fragment.kind === kind);
    if (own.length === 0) return [];
    return [`### ${headings[kind]}`, '', ...own.map(({ text }) => `- ${text}`), ''];
  });
  const unreleased = sections.length > 0 ? ['## Unreleased', '', ...sections] : [];
  const note =
    '<!-- "Unreleased" is made from `changes/` by `npm run gen`; releases below it stay as they are. -->';
  const head = ['# Changelog', '', note, ''];
  return `${[...head, ...unreleased, releasesOf(current)].join('\n').trimEnd()}\n`;
}

/** `kind: …`, an empty line, and one paragraph, however it is broken into lines. */
export function readFragment(name: string, content: string): Fragment {
  const [first = '', ...rest] = content.split('\n');
  const kind = first.replace(/^kind: /, '');
  const text = rest.join(' ').replaceAll(/\s+/g, ' ').trim();
  if (!Object.hasOwn(headings, kind)) {
    const known = Object.keys(headings).join(', ');
    throw new Error(`changes/${name}: the first line must be "kind: ", and one of ${known}`);
  }
  if (text === '') throw new Error(`changes/${name} says nothing`);
  return { name, kind: kind as Kind, text };
}

/** From the first heading of a version on. */
function releasesOf(current: string): string {
  const at = current.search(/^## (?!Unreleased)/m);
  return at < 0 ? '' : current.slice(at);
}
