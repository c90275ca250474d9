import { catalogue } from '../../src/errors/catalogue.ts';
import type { CatalogueEntry } from '../../src/errors/catalogue-entry.ts';
import type { MountType } from '../../src/core/mount-type.ts';
import type { Field, Fields } from '../../src/framework/field.ts';
import type { OperationDeclaration, ResponseShape } from '../../src/framework/operation.ts';
import { curlExample } from './curl-example.ts';
import { code, generatedNote, table } from './markdown.ts';

/** What one page is made from. */
export interface ApiPageSource {
  readonly type: MountType;
  /** Where it is mounted unless somebody wants it elsewhere, with a trailing `/`. */
  readonly mountPath: string;
  /** Codes of the errors that its own code answers, sorted. */
  readonly errorCodes: readonly string[];
}

/** The page of one mount type. */
export function writeApiPage({ type, mountPath, errorCodes }: ApiPageSource): string {
  const experimental = type.stability === 'experimental' ? ['**Experimental.**', ''] : [];
  return [
    generatedNote('the declarations of its operations'),
    '',
    `# ${type.title}`,
    '',
    `Mount type ${code(type.type)}, at ${code(`/v1/${mountPath}`)}${type.isSingleton ? '' : ' or any other path'}.`,
    '',
    ...experimental,
    ...Object.entries(type.operations)
      .filter(([, declaration]) => !declaration.undocumented)
      .flatMap(([operationId, declaration]) => writeOperation(operationId, declaration, mountPath)),
    ...writeErrors(errorCodes),
  ].join('\n');
}

function writeOperation(
  operationId: string,
  declaration: OperationDeclaration,
  mountPath: string,
): string[] {
  const { method, path, summary, params = {}, body = {}, responses } = declaration;
  const sent = method === 'POST' || method === 'PATCH' ? 'body' : 'query';
  return [
    `## ${summary.replace(/\.$/, '')}`,
    '',
    `${code(`${method} /v1/${mountPath}${path}`)} · ${code(operationId)}${marksOf(declaration)}`,
    '',
    ...table(
      ['name', 'in', 'type', 'default', 'meaning'],
      [...writeFields(params, 'path'), ...writeFields(body, sent)],
    ),
    ...(declaration.arbitrary ? ['Takes and keeps any other field of the body.', ''] : []),
    ...Object.entries(responses).flatMap(([status, shape]) => writeResponse(status, shape)),
    '```sh',
    curlExample(declaration, mountPath),
    '```',
    '',
  ];
}

function marksOf(declaration: OperationDeclaration): string {
  const marks: readonly (readonly [unknown, string])[] = [
    [declaration.unauthenticated, 'needs no token'],
    [declaration.readsToken, 'shows more to a token'],
    [declaration.sudo, 'needs `sudo`'],
    [declaration.createSupported, 'needs `create` where the thing is absent, else `update`'],
    [declaration.deprecated, 'deprecated'],
  ];
  return marks
    .filter(([isSet]) => isSet)
    .map(([, text]) => ` · ${text}`)
    .join('');
}

function writeFields(fields: Fields, place: string): string[][] {
  return Object.entries(fields).flatMap(([name, field]) => [
    [code(name), place, field.kind, defaultOf(field), meaningOf(field)],
    ...Object.entries(field.members ?? {}).map(([member, inner]) => [
      code(`${name}.${member}`),
      place,
      inner.kind,
      defaultOf(inner),
      meaningOf(inner),
    ]),
  ]);
}

function defaultOf({ shown, required }: Field): string {
  if (required) return 'required';
  return shown === undefined ? '' : code(JSON.stringify(shown));
}

function meaningOf({ doc, deprecated, allowed, secret }: Field): string {
  const words = allowed?.map((word) => code(word === '' ? '""' : word)).join(', ');
  return [
    deprecated ? '*Deprecated.*' : '',
    doc,
    words ? `One of ${words}.` : '',
    secret ? '*Secret.*' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function writeResponse(status: string, shape: ResponseShape | undefined): string[] {
  if (shape === undefined) return [];
  if (typeof shape === 'string') return [`**${status}**: ${shapeNames[shape]}`, ''];
  const rows = Object.entries(shape).map(([name, field]) => [
    code(name),
    field.kind === 'duration' ? 'integer, seconds' : field.kind,
    meaningOf(field),
  ]);
  if (rows.length > 0) return [`**${status}**:`, '', ...table(['name', 'type', 'meaning'], rows)];
  return [`**${status}**: ${status === '204' ? 'no body.' : 'at most warnings.'}`, ''];
}

const shapeNames: Readonly<Record<Extract<ResponseShape, string>, string>> = {
  auth: 'a token, in `auth`.',
  login: 'a token, in `auth`.',
  any: 'what is stored, in `data`.',
  raw: 'a document without envelope.',
};

function writeErrors(codes: readonly string[]): string[] {
  const entries: Readonly<Record<string, CatalogueEntry>> = catalogue;
  const rows = codes.flatMap((name) => {
    const entry = entries[name];
    return entry ? [[code(name), String(entry.status), code(entry.text), entry.meaning]] : [];
  });
  if (rows.length === 0) return [];
  return [
    '## Errors',
    '',
    'Beside those that every endpoint may answer ([errors.md](../errors.md)):',
    '',
    ...table(['code', 'status', 'text', 'meaning'], rows),
  ];
}
