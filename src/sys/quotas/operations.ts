import {
  answered,
  any,
  boolean,
  duration,
  type Field,
  parameter,
  stringList,
  text,
  withDefault,
} from '../../framework/field.ts';
import { listedKeys } from '../../framework/list-fields.ts';
import { defineOperations } from '../../framework/operation.ts';
import type { JsonValue } from '../../lib/json.ts';

const name = parameter('Name of the quota.');

/** Undefined for what is no number: the handler refuses it. */
const rate: Field<number | undefined> = {
  ...any('Requests that are allowed in each interval, and at once; more than 0.', {
    required: true,
  }),
  decode: (raw: JsonValue) => {
    const written = JSON.isRawJSON(raw) ? raw.rawJSON : raw;
    const isNumber = typeof written === 'number' || typeof written === 'string';
    return isNumber && written !== '' ? Number(written) : undefined;
  },
  absent: undefined,
};

const rateLimit = {
  path: withDefault(
    text(
      'Where it counts: a mount, with or without a part of its paths that may end in `*`; empty for all requests.',
    ),
    '',
  ),
  rate,
  interval: withDefault(duration('In which the allowance grows by the rate.'), 1),
  block_interval: withDefault(duration('For which a caller is refused once it was.'), 0),
  role: withDefault(text('Role of the logins that it counts; needs the path of a mount.'), ''),
  inheritable: boolean('Whether it counts in namespaces below; by default for all requests alone.'),
  group_by: withDefault(
    text('Who shares an allowance: each address has its own (`ip`), or all have one (`none`).', {
      allowed: ['ip', 'none'],
    }),
    'ip',
  ),
};

const config = {
  rate_limit_exempt_paths: withDefault(
    stringList('Paths that begin with one of these are never counted.'),
    [],
  ),
  enable_rate_limit_audit_logging: withDefault(boolean('Record refusals in audit.'), false),
  enable_rate_limit_response_headers: withDefault(
    boolean('Tell in headers of every answer what is left.'),
    false,
  ),
};

/** Quotas: data only. */
export const operations = defineOperations({
  'rate-limit-quotas-list': {
    method: 'LIST',
    path: 'quotas/rate-limit',
    summary: 'List the rate-limit quotas.',
    responses: { 200: listedKeys },
  },
  'rate-limit-quotas-read': {
    method: 'GET',
    path: 'quotas/rate-limit/{name}',
    summary: 'Read a rate-limit quota.',
    params: { name },
    responses: {
      200: {
        ...rateLimit,
        name: answered('string', 'Name of the quota.'),
        type: answered('string', 'Always rate-limit.'),
      },
    },
  },
  'rate-limit-quotas-write': {
    method: 'POST',
    path: 'quotas/rate-limit/{name}',
    summary: 'Limit requests. What was counted before counts no more.',
    params: { name },
    body: rateLimit,
    responses: { 204: {} },
  },
  'rate-limit-quotas-delete': {
    method: 'DELETE',
    path: 'quotas/rate-limit/{name}',
    summary: 'Remove a rate-limit quota.',
    params: { name },
    responses: { 204: {} },
  },
  'rate-limit-quotas-read-configuration': {
    method: 'GET',
    path: 'quotas/config',
    summary: 'Read what holds for all quotas.',
    responses: { 200: config },
  },
  'rate-limit-quotas-configure': {
    method: 'POST',
    path: 'quotas/config',
    summary: 'Write what holds for all quotas. What is left out is reset.',
    body: config,
    responses: { 204: {} },
  },
});
