import type { Field, Fields } from '../../src/framework/field.ts';
import type { OperationDeclaration, ResponseShape } from '../../src/framework/operation.ts';
import type { ClientGroup, ClientOperation } from './client-group.ts';

type Direction = 'request' | 'response';

const header = `/* Made from the declarations of the operations by \`npm run gen\`. Changes made here are lost. */
import type {
  Duration,
  KeyValues,
  MountAt,
  NoInput,
  Operation,
  OptionalOperation,
  TextList,
  TokenAnswer,
} from './method.ts';
`;

/** The types of all that the client can call. */
export function writeClientTypes(
  groups: readonly ClientGroup[],
  errorCodes: readonly string[],
): string {
  return [
    header,
    ...groups.flatMap(({ operations }) => operations.flatMap(writeInput)),
    ...groups.flatMap(({ operations }) => operations.flatMap(writeAnswer)),
    ...groups.map(writeGroup),
    writeApi(groups),
    writeOperationTypes(groups),
    writeErrorCodes(errorCodes),
  ].join('\n');
}

function writeInput({ operationId, declaration }: ClientOperation): string[] {
  const fields = inputsOf(declaration);
  const lines = Object.entries(fields).flatMap(([name, field]) =>
    writeField(name, field, 'request'),
  );
  if (declaration.arbitrary) {
    lines.push(
      '  /** What is sent as it is. */',
      '  readonly body: Readonly<Record<string, unknown>>;',
    );
  }
  if (lines.length === 0) return [];
  return [
    `/** Takes \`${operationId}\`. */`,
    `export interface ${typeName(operationId)}Input {`,
    ...lines,
    '}\n',
  ];
}

function inputsOf({ path, params = {}, body = {} }: OperationDeclaration): Fields {
  const named: Record<string, Field> = {};
  for (const [name, field] of Object.entries(params)) {
    const { kind, doc, decode, absent } = field;
    const mayBeEmpty = path.includes(`{${name}*}`);
    named[name] = mayBeEmpty ? { kind, doc, decode, absent } : { ...field, required: true };
  }
  return { ...named, ...body };
}

function writeAnswer({ operationId, declaration }: ClientOperation): string[] {
  const shape = shapeOf(declaration);
  if (typeof shape !== 'object' || Object.keys(shape).length === 0) return [];
  // a list is a 404 where it has no keys, and what has one field has that
  const isCertain = (name: string): boolean => name === 'keys' || Object.keys(shape).length === 1;
  const lines = Object.entries(shape).flatMap(([name, field]) =>
    writeField(name, isCertain(name) ? { ...field, required: true } : field, 'response'),
  );
  return [
    `/** Answer of \`${operationId}\`. */`,
    `export interface ${typeName(operationId)}Answer {`,
    ...lines,
    '}\n',
  ];
}

function shapeOf({ responses }: OperationDeclaration): ResponseShape | undefined {
  return responses[200] ?? responses[202];
}

function writeField(name: string, field: Field, direction: Direction): string[] {
  const { doc, shown, deprecated, secret, required } = field;
  const notes = [
    doc,
    shown !== undefined && direction === 'request' ? `Default: ${JSON.stringify(shown)}.` : '',
    secret ? 'Secret.' : '',
  ].filter((note) => note !== '');
  const mark = required ? '' : '?';
  const key = /^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name);
  return [
    ...writeComment(notes.join(' '), deprecated),
    `  readonly ${key}${mark}: ${typeOf(name, field, direction)};`,
  ];
}

/** A few durations are declared as the texts that the original takes. */
function typeOf(name: string, field: Field, direction: Direction): string {
  const isTime =
    direction === 'request' && /(^|_)(ttl|period|lease|increment|duration)$/.test(name);
  return isTime ? 'Duration' : fieldType(field, direction);
}

/** In an answer an object that may be absent may be null too. */
function fieldType(field: Field, direction: Direction): string {
  const { kind, allowed, members } = field;
  if (members) return membersType(field, direction);
  if (kind === 'string') {
    // what may be null says so
    if (direction === 'response' && !field.required && / null\b/.test(field.doc))
      return 'string | null';
    const isChoice = allowed !== undefined && direction === 'request';
    return isChoice ? allowed.map((word) => `'${word}'`).join(' | ') : 'string';
  }
  const [sent, answered] = kinds[kind];
  if (direction === 'request') return sent;
  return field.required ? answered.replace(' | null', '') : answered;
}

const kinds: Readonly<Record<Exclude<Field['kind'], 'string'>, readonly [string, string]>> = {
  integer: ['number', 'number'],
  boolean: ['boolean', 'boolean'],
  duration: ['Duration', 'number'],
  'string-list': ['TextList', 'readonly string[]'],
  'comma-list': ['TextList', 'readonly string[]'],
  'key-values': ['KeyValues', 'Readonly<Record<string, string>> | null'],
  object: ['Readonly<Record<string, unknown>>', 'Readonly<Record<string, unknown>> | null'],
  'object-list': [
    'readonly Readonly<Record<string, unknown>>[]',
    'readonly Readonly<Record<string, unknown>>[]',
  ],
  any: ['unknown', 'unknown'],
};

function membersType({ kind, members = {} }: Field, direction: Direction): string {
  const inner = Object.entries(members).map(([name, member]) => {
    const key = /^[a-z_]\w*$/i.test(name) ? name : JSON.stringify(name);
    const mark = member.required ? '' : '?';
    return `readonly ${key}${mark}: ${typeOf(name, member, direction)}`;
  });
  const object = `{ ${inner.join('; ')} }`;
  return kind === 'object-list' ? `readonly ${object}[]` : object;
}

/** What a call resolves to. */
function answerType(operationId: string, declaration: OperationDeclaration): string {
  const shape = shapeOf(declaration);
  const isEmpty =
    declaration.method === 'HEAD' ||
    shape === undefined ||
    (typeof shape === 'object' && Object.keys(shape).length === 0);
  if (isEmpty) return 'undefined';
  const type = typeof shape === 'object' ? `${typeName(operationId)}Answer` : shapeTypes[shape];
  return declaration.responses[204] && shape !== 'raw' ? `${type} | undefined` : type;
}

const shapeTypes: Readonly<Record<Extract<ResponseShape, string>, string>> = {
  auth: 'TokenAnswer',
  login: 'TokenAnswer',
  any: 'Readonly<Record<string, unknown>>',
  raw: 'unknown',
};

function methodType({ operationId, declaration }: ClientOperation): string {
  const answer = answerType(operationId, declaration);
  const inputs = Object.values(inputsOf(declaration));
  if (inputs.length === 0 && !declaration.arbitrary) return `OptionalOperation<NoInput, ${answer}>`;
  const isNeeded = declaration.arbitrary || inputs.some(({ required }) => required);
  return `${isNeeded ? '' : 'Optional'}Operation<${typeName(operationId)}Input, ${answer}>`;
}

function writeGroup({ name, title, mountPath, operations }: ClientGroup): string {
  return [
    `/** ${comment(title)}. */`,
    `export interface ${typeName(name)}Api {`,
    ...operations.flatMap((operation) => {
      const { method, path, summary, sudo, deprecated } = operation.declaration;
      const where = `\`${method} ${mountPath}/${path}\` (\`${operation.operationId}\`)`;
      return [
        ...writeComment(`${summary} ${where}.${sudo ? ' Needs sudo.' : ''}`, deprecated),
        `  readonly ${operation.name}: ${methodType(operation)};`,
      ];
    }),
    '}\n',
  ].join('\n');
}

function writeApi(groups: readonly ClientGroup[]): string {
  const at = (place: ClientGroup['place']): string[] =>
    groups.filter((group) => group.place === place).map(writeMember);
  return [
    '/** All that the server can be asked for, by where it is mounted. */',
    'export interface Api {',
    '  readonly auth: {',
    ...at('auth'),
    '  };',
    '  readonly secrets: {',
    ...at('secrets'),
    '  };',
    '  /** The system itself. */',
    '  readonly sys: SysApi;',
    '}\n',
  ].join('\n');
}

function writeMember({ name, title, mountPath, isSingleton }: ClientGroup): string {
  const type = `${typeName(name)}Api`;
  const doc = isSingleton
    ? comment(title)
    : `${comment(title)}, at \`${mountPath}\` or where \`mount\` says`;
  return `    /** ${doc}. */\n    readonly ${name}: ${isSingleton ? type : `(at?: MountAt) => ${type}`};`;
}

function writeOperationTypes(groups: readonly ClientGroup[]): string {
  return [
    '/** Input and answer of each operation, by operationId. */',
    'export interface OperationTypes {',
    ...groups.flatMap((group) =>
      group.operations.map(({ operationId, name }) => {
        const type = `${typeName(group.name)}Api['${name}']`;
        return `  readonly '${operationId}': ${type};`;
      }),
    ),
    '}\n',
  ].join('\n');
}

function writeErrorCodes(codes: readonly string[]): string {
  const lines = codes.map((code) => `  | '${code}'`);
  return `/** Codes of the server; docs/errors.md tells what they mean. */\nexport type ServerErrorCode =\n${lines.join('\n')};\n`;
}

/** `userpass-write-user` → `UserpassWriteUser`. */
function typeName(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** A tag is one only where it begins a line. */
function writeComment(text: string, isDeprecated: true | undefined): string[] {
  if (!isDeprecated) return [`  /** ${comment(text)} */`];
  return ['  /**', `   * ${comment(text)}`, '   *', '   * @deprecated', '   */'];
}

function comment(text: string): string {
  return text.replaceAll('*/', '*\\/').replaceAll('\n', ' ');
}
