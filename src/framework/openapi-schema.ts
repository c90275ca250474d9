import type { JsonObject } from '../lib/json.ts';
import type { Field, FieldKind, Fields } from './field.ts';

/** Whether a value is sent or answered: durations may be sent in several forms. */
export type Direction = 'request' | 'response';

const durations: Readonly<Record<Direction, JsonObject>> = {
  request: { type: 'string', format: 'duration' },
  response: { type: 'integer', format: 'seconds' },
};

const types: Readonly<Record<Exclude<FieldKind, 'duration'>, JsonObject>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  'string-list': { type: 'array', items: { type: 'string' } },
  'comma-list': { type: 'array', items: { type: 'string' } },
  'key-values': { type: 'object', additionalProperties: { type: 'string' } },
  object: { type: 'object', additionalProperties: true },
  'object-list': { type: 'array', items: { type: 'object', additionalProperties: true } },
  any: {},
};

/** The schema of one value. */
export function fieldSchema(field: Field, direction: Direction): JsonObject {
  const { kind, doc, shown, allowed, deprecated, secret, members } = field;
  // seconds, which a duration may be sent as, have to be a text where the type is one
  const isText = kind === 'duration' && direction === 'request' && typeof shown === 'number';
  return {
    ...(kind === 'duration' ? durations[direction] : types[kind]),
    ...(members ? { properties: propertiesOf(members, direction) } : {}),
    description: doc,
    ...(shown === undefined ? {} : { default: isText ? String(shown) : shown }),
    ...(allowed ? { enum: allowed } : {}),
    ...(deprecated ? { deprecated } : {}),
    ...(secret ? { 'x-vault-displayAttrs': { sensitive: true } } : {}),
  };
}

/** The schema of an object of declared fields. */
export function fieldsSchema(fields: Fields, direction: Direction): JsonObject {
  const required = Object.entries(fields)
    .filter(([, field]) => field.required && direction === 'request')
    .map(([name]) => name);
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    properties: propertiesOf(fields, direction),
  };
}

function propertiesOf(fields: Fields, direction: Direction): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, fieldSchema(field, direction)]),
  );
}
