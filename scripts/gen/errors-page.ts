import { catalogue } from '../../src/errors/catalogue.ts';
import type { CatalogueEntry } from '../../src/errors/catalogue-entry.ts';
import { code, generatedNote, table } from './markdown.ts';

/** The page of everything that can go wrong. */
export function writeErrorsPage(): string {
  const entries: readonly (readonly [string, CatalogueEntry])[] = Object.entries(catalogue);
  const rows = entries.map(([name, entry]) => [
    code(name),
    String(entry.status),
    entry.text === '' ? '*none*' : code(entry.text),
    entry.meaning,
  ]);
  return [
    generatedNote('`src/errors/catalogue/`'),
    '',
    '# Errors',
    '',
    'An error is answered as `{"errors": ["…"]}` with the text below, or with an empty list where there is none.',
    'The header `X-Portcullis-Error` of the answer has the code, and the log of the server beside the request id.',
    'Whoever was not let in by a policy yet is told one code for all that is answered alike; the log has the true one.',
    'Names in `{…}` are filled in.',
    '',
    ...table(['code', 'status', 'text', 'meaning'], rows),
  ].join('\n');
}
