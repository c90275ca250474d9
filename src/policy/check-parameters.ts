import { type JsonObject, type JsonValue, isJsonObject } from '../lib/json.ts';
import type { AclRule } from './acl-rule.ts';

/** Why the parameters of a request are refused. */
export interface ParameterFault {
  readonly reason: 'PARAMETER_MISSING' | 'PARAMETER_DENIED' | 'PARAMETER_NOT_ALLOWED';
  /** Name of the parameter; its value is never told. */
  readonly parameter: string;
}

/**
 * Hold the top level of a request's data against a rule's parameter lists.
 *
 * Denied values are compared as the back ends read them (case, outer blanks, elements of lists,
 * comma-separated texts, numbers and booleans as text); allowed ones as they are.
 *
 * @returns the first fault, or undefined
 */
export function checkParameters(rule: AclRule, data: JsonObject): ParameterFault | undefined {
  const missing = rule.required_parameters.find((name) => !Object.hasOwn(data, name));
  if (missing !== undefined) return { reason: 'PARAMETER_MISSING', parameter: missing };
  const entries = Object.entries(data);
  return findDenied(rule, entries) ?? findNotAllowed(rule, entries);
}

type Entries = readonly (readonly [string, JsonValue])[];

function findDenied(rule: AclRule, entries: Entries): ParameterFault | undefined {
  const isEverythingDenied = rule.denied_parameters.has('*');
  const found = entries.find(([name, value]) => {
    if (isEverythingDenied) return true;
    const values = rule.denied_parameters.get(name.toLowerCase());
    return values && (values.length === 0 || values.some((denied) => isDenied(denied, value)));
  });
  return found && { reason: 'PARAMETER_DENIED', parameter: found[0] };
}

function findNotAllowed(rule: AclRule, entries: Entries): ParameterFault | undefined {
  const { allowed_parameters } = rule;
  if (allowed_parameters.size === 0) return undefined;
  const isOtherAllowed = allowed_parameters.has('*');
  const found = entries.find(([name, value]) => {
    const values = allowed_parameters.get(name.toLowerCase());
    if (!values) return !isOtherAllowed;
    return values.length > 0 && !values.some((allowed) => isAllowed(allowed, value));
  });
  return found && { reason: 'PARAMETER_NOT_ALLOWED', parameter: found[0] };
}

/** As in the original, a number of a policy equals no number of a request. */
function isAllowed(allowed: JsonValue, value: JsonValue): boolean {
  if (typeof allowed === 'string' && typeof value === 'string') {
    return matchesGlob(allowed, value);
  }
  return isSame(allowed, value, () => false);
}

function isDenied(denied: JsonValue, value: JsonValue): boolean {
  if (isList(value) && value.some((element) => isDenied(denied, element))) return true;
  const deniedText = scalarText(denied);
  const text = scalarText(value);
  if (deniedText === undefined || text === undefined) return isSame(denied, value, isSameScalar);
  const spellings = [text, ...text.split(',')].map(fold);
  return spellings.some((spelling) => isSameText(fold(deniedText), spelling));
}

/** `*` before or after a text stands for anything; `*` alone only for itself. */
function matchesGlob(pattern: string, text: string): boolean {
  if (pattern.length < 2) return pattern === text;
  const isOpenBefore = pattern.startsWith('*');
  const isOpenAfter = pattern.endsWith('*');
  const core = pattern.slice(isOpenBefore ? 1 : 0, isOpenAfter ? -1 : undefined);
  if (isOpenBefore && isOpenAfter) return text.includes(core);
  if (isOpenBefore) return text.endsWith(core);
  return isOpenAfter ? text.startsWith(core) : text === pattern;
}

/** Deep equality; `isSameNumberOrText` decides about two values that are neither lists nor objects. */
function isSame(
  left: JsonValue,
  right: JsonValue,
  isSameScalarPair: (left: JsonValue, right: JsonValue) => boolean,
): boolean {
  if (isList(left)) {
    if (!isList(right) || left.length !== right.length) return false;
    return left.every((element, at) => isSame(element, right[at] ?? null, isSameScalarPair));
  }
  if (isJsonObject(left)) {
    if (!isJsonObject(right)) return false;
    const names = Object.keys(left);
    if (names.length !== Object.keys(right).length) return false;
    return names.every(
      (name) =>
        Object.hasOwn(right, name) &&
        isSame(left[name] ?? null, right[name] ?? null, isSameScalarPair),
    );
  }
  return (typeof left !== 'number' && left === right) || isSameScalarPair(left, right);
}

function isSameScalar(left: JsonValue, right: JsonValue): boolean {
  const leftText = scalarText(left);
  const rightText = scalarText(right);
  if (leftText === undefined || rightText === undefined) return false;
  return isSameText(fold(leftText), fold(rightText));
}

/** Two folded texts that a lenient decoder reads as the same value; the first may be a glob. */
function isSameText(denied: string, text: string): boolean {
  if (matchesGlob(denied, text)) return true;
  const deniedBool = booleans.get(denied);
  if (deniedBool !== undefined && deniedBool === booleans.get(text)) return true;
  return denied !== '' && text !== '' && Number(denied) === Number(text);
}

/** The folded texts that decoders take for booleans. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['t', true],
  ['true', true],
  ['0', false],
  ['f', false],
  ['false', false],
]);

function scalarText(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return JSON.isRawJSON(value) ? value.rawJSON : undefined;
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
