import type { JsonObject } from '../lib/json.ts';
import type { Field } from './field.ts';
import { fieldSchema, fieldsSchema } from './openapi-schema.ts';
import type { Method, OperationDeclaration, ResponseShape } from './operation.ts';

/** An operation of the document with the schemas that it refers to. */
export interface DocumentedOperation {
  readonly operation: JsonObject;
  /** By name, to stand in `components`. */
  readonly schemas: JsonObject;
}

/** What one operation is documented under. */
export interface OperationPlace {
  /** Unique in the document. */
  readonly operationId: string;
  readonly tag: string;
  /** Parameters that come from the path of the mount. */
  readonly mountParameters: readonly JsonObject[];
  readonly isExperimental: boolean;
}

const bodyMethods: ReadonlySet<Method> = new Set(['POST', 'PATCH']);

/** The token of an answer, as it stands in `auth` of the envelope. */
const tokenSchema: JsonObject = {
  type: 'object',
  properties: {
    client_token: { type: 'string', 'x-vault-displayAttrs': { sensitive: true } },
    accessor: { type: 'string' },
    policies: { type: 'array', items: { type: 'string' } },
    token_policies: { type: 'array', items: { type: 'string' } },
    identity_policies: { type: 'array', items: { type: 'string' } },
    metadata: { type: 'object', additionalProperties: { type: 'string' }, nullable: true },
    lease_duration: { type: 'integer', format: 'seconds' },
    renewable: { type: 'boolean' },
    entity_id: { type: 'string' },
    token_type: { type: 'string', enum: ['service', 'batch'] },
    orphan: { type: 'boolean' },
    num_uses: { type: 'integer' },
  },
};

/** Document one operation. */
export function documentOperation(
  declaration: OperationDeclaration,
  place: OperationPlace,
): DocumentedOperation {
  const { method, summary, deprecated, sudo, unauthenticated, createSupported } = declaration;
  const request = requestOf(declaration, place);
  const responses = responsesOf(declaration, place);
  return {
    operation: {
      operationId: place.operationId,
      summary,
      tags: [place.tag],
      ...(deprecated ? { deprecated } : {}),
      ...(sudo ? { 'x-vault-sudo': true } : {}),
      ...(unauthenticated ? { 'x-vault-unauthenticated': true } : {}),
      ...(createSupported && method === 'POST' ? { 'x-vault-createSupported': true } : {}),
      ...(place.isExperimental ? { 'x-stability': 'experimental' } : {}),
      ...parametersOf(declaration, place),
      ...request.part,
      responses: responses.part,
    },
    schemas: { ...request.schemas, ...responses.schemas },
  };
}

interface Part {
  readonly part: JsonObject;
  readonly schemas: JsonObject;
}

function parametersOf(
  { method, params = {}, body = {} }: OperationDeclaration,
  place: OperationPlace,
): JsonObject {
  const isInQuery = !bodyMethods.has(method);
  const parameters = [
    ...Object.entries(params).map(([name, field]) => parameter('path', name, field)),
    ...place.mountParameters,
    ...(isInQuery
      ? Object.entries(body).map(([name, field]) => parameter('query', name, field))
      : []),
    ...(method === 'LIST' || method === 'SCAN' ? [listParameter(method)] : []),
  ];
  return parameters.length > 0 ? { parameters } : {};
}

function parameter(place: 'path' | 'query', name: string, field: Field): JsonObject {
  const { description = '', ...schema } = fieldSchema(field, 'request');
  const isRequired = place === 'path' || field.required === true;
  return {
    name,
    in: place,
    description,
    ...(isRequired ? { required: true } : {}),
    ...(field.deprecated ? { deprecated: true } : {}),
    schema,
  };
}

/** Lists have no verb in OpenAPI: they are reads that say what they want. */
function listParameter(method: 'LIST' | 'SCAN'): JsonObject {
  return {
    name: method.toLowerCase(),
    in: 'query',
    description: 'Must be set to true.',
    required: true,
    schema: { type: 'string', enum: ['true'] },
  };
}

function requestOf(
  { method, body = {}, arbitrary }: OperationDeclaration,
  { operationId }: OperationPlace,
): Part {
  const isEmpty = Object.keys(body).length === 0 && !arbitrary;
  if (!bodyMethods.has(method) || isEmpty) return { part: {}, schemas: {} };
  const name = `${schemaName(operationId)}Request`;
  const mediaType = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const schema = fieldsSchema(body, 'request');
  const hasRequired = Object.hasOwn(schema, 'required');
  return {
    part: {
      requestBody: {
        ...(hasRequired ? { required: true } : {}),
        content: { [mediaType]: { schema: refTo(name) } },
      },
    },
    schemas: { [name]: arbitrary ? { ...schema, additionalProperties: true } : schema },
  };
}

function responsesOf(declaration: OperationDeclaration, { operationId }: OperationPlace): Part {
  const { 200: ok, 202: accepted, 204: empty, 404: absent } = declaration.responses;
  const name = `${schemaName(operationId)}Response`;
  const shape = ok ?? accepted;
  const described = shape && describeShape(shape, { name, isBare: declaration.lifecycle === true });
  const nothing =
    absent && describeShape(absent, { name: `${schemaName(operationId)}Absence`, isBare: false });
  return {
    part: {
      ...(ok && described ? { 200: described.part } : {}),
      ...(accepted && described ? { 202: described.part } : {}),
      ...(empty ? { 204: { description: 'Done; there is nothing to say.' } } : {}),
      ...(nothing ? { 404: { ...nothing.part, description: 'There is none.' } } : {}),
    },
    schemas: { ...described?.schemas, ...nothing?.schemas },
  };
}

/**
 * `x-vault-answer` says where in the answer the schema applies: at `data` or `auth` of the envelope, or
 * at the `whole` of it.
 */
function describeShape(shape: ResponseShape, as: { name: string; isBare: boolean }): Part {
  if (shape === 'raw') {
    const content = { '*/*': { schema: { type: 'string', format: 'binary' } } };
    return {
      part: { description: 'A document without envelope.', 'x-vault-answer': 'whole', content },
      schemas: {},
    };
  }
  const isToken = shape === 'auth' || shape === 'login';
  const schema = isToken
    ? tokenSchema
    : shape === 'any'
      ? { type: 'object', additionalProperties: true }
      : fieldsSchema(shape, 'response');
  const answer = as.isBare ? 'whole' : isToken ? 'auth' : 'data';
  const content = { 'application/json': { schema: refTo(as.name) } };
  return {
    part: {
      description: isToken ? 'The token.' : 'OK',
      'x-vault-answer': answer,
      content,
    },
    schemas: { [as.name]: schema },
  };
}

function refTo(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

/** `userpass-write-user` → `UserpassWriteUser`. */
function schemaName(operationId: string): string {
  return operationId
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
