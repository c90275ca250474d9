import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Field, FieldKind, Fields } from '../../src/framework/field.ts';
import type { OperationDeclaration, ResponseShape } from '../../src/framework/operation.ts';

/** A value in the contract. */
export interface ContractField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly in?: 'path' | 'query';
  readonly required?: boolean;
  readonly deprecated?: boolean;
  /** Written as text: `True`, `0`. */
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly fields?: readonly ContractField[];
}

/** An operation that must be answered. */
export interface ContractOperation {
  readonly operationId: string;
  readonly method: 'GET' | 'LIST' | 'POST' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly ContractField[];
  readonly body: readonly ContractField[];
  readonly responses: Readonly<Record<string, { readonly fields: readonly ContractField[] }>>;
  readonly sudo?: boolean;
  readonly unauthenticated?: boolean;
  readonly createSupported?: boolean;
}

const file = join(import.meta.dirname, '../../contract/operations.json');

/** Everything that must be answered. */
export const contract = (
  JSON.parse(readFileSync(file, 'utf8')) as { operations: readonly ContractOperation[] }
).operations;

/** Key of the mount type that an operation belongs to, and its path below the mount. */
export function familyOf({ path }: ContractOperation): { key: string; rest: string } {
  const [, area = '', mount = '', ...rest] = path.split('/');
  if (area === 'sys') return { key: 'system:system', rest: [mount, ...rest].join('/') };
  const type = mount.replace(/^\{(\w+)_mount_path\}$/, '$1');
  return { key: `auth:${type}`, rest: rest.join('/') };
}

/** Lists are reads with a query in the contract. */
export function isList({ method, parameters }: ContractOperation): boolean {
  return method === 'LIST' || parameters.some(({ name }) => name === 'list');
}

const kinds: Readonly<Record<ContractField['type'], readonly FieldKind[]>> = {
  string: ['string', 'duration'],
  integer: ['integer', 'duration'],
  boolean: ['boolean'],
  array: ['string-list', 'comma-list', 'object-list'],
  object: ['object', 'key-values', 'any'],
};

const marks = ['sudo', 'unauthenticated', 'createSupported'] as const;

/** In what a declaration differs from the contract, each difference in a few stable words. */
export function differencesOf(
  expected: ContractOperation,
  declared: OperationDeclaration | undefined,
): string[] {
  if (!declared) return ['is not declared'];
  const { params = {}, body = {}, responses } = declared;
  const ofMount = (name: string) => name.endsWith('_mount_path') || name === 'list';
  const parameters = expected.parameters.filter(({ name }) => !ofMount(name));
  const [inPath, inQuery] = ['path', 'query'].map((place) =>
    parameters.filter((field) => field.in === place),
  );
  const method = isList(expected) ? 'LIST' : expected.method;
  const path = declared.path.replace(/[+*]\}/g, '}');
  return [
    ...difference('method', method, declared.method),
    ...difference('path', familyOf(expected).rest, path),
    ...marks.flatMap((mark) => difference(mark, expected[mark] ?? false, declared[mark] ?? false)),
    ...differentFields(inPath ?? [], params),
    ...differentFields([...(inQuery ?? []), ...expected.body], body),
    ...differentAnswer(expected.responses['200']?.fields ?? [], responses[200]),
  ];
}

function differentFields(expected: readonly ContractField[], declared: Fields): string[] {
  return expected.flatMap((field) => {
    const found = declared[field.name];
    if (!found) return [`${field.name} is not declared`];
    return differentField(field, found).map((text) => `${field.name}: ${text}`);
  });
}

function differentField(expected: ContractField, declared: Field): string[] {
  return [
    ...(kinds[expected.type].includes(declared.kind)
      ? []
      : [`type ${expected.type}, declared ${declared.kind}`]),
    ...difference('deprecated', expected.deprecated ?? false, declared.deprecated ?? false),
    ...(expected.fields ? differentFields(expected.fields, declared.members ?? {}) : []),
    ...differentBounds(expected, declared),
  ];
}

function differentBounds(expected: ContractField, declared: Field): string[] {
  const shown = JSON.stringify(declared.shown ?? null).replaceAll('"', '');
  const allowed = declared.allowed ?? [];
  return [
    // what stands in a path is required by itself
    ...(expected.required && expected.in !== 'path'
      ? difference('required', true, declared.required ?? false)
      : []),
    ...(expected.default ? difference('default', expected.default.toLowerCase(), shown) : []),
    ...(expected.enum ? difference('enum', expected.enum.join(), allowed.join()) : []),
  ];
}

/** What is answered must be named, and of the type that clients decode. */
function differentAnswer(
  expected: readonly ContractField[],
  declared: ResponseShape | undefined,
): string[] {
  if (expected.length === 0) return [];
  if (typeof declared !== 'object') return ['answer is not declared'];
  return expected.flatMap((field) => {
    const found = declared[field.name];
    if (!found) return [`answer: ${field.name} is not declared`];
    const isFitting = kinds[field.type].includes(found.kind);
    return isFitting ? [] : [`answer: ${field.name} of type ${field.type}, declared ${found.kind}`];
  });
}

function difference(what: string, expected: unknown, declared: unknown): string[] {
  return expected === declared ? [] : [`${what} ${String(expected)}, declared ${String(declared)}`];
}
