import type { Fields } from './field.ts';
import { listBounds, listedKeys } from './list-fields.ts';

/** A role lies at `role/…` in each method; what the contract calls the parameter differs. */
type RolePath<Q extends Fields> = `role/{${keyof Q & string}}`;

function pathOf<Q extends Fields>(params: Q): RolePath<Q> {
  return `role/{${Object.keys(params).join()}}` as RolePath<Q>;
}

/** Declares the operation that lists the roles. */
export const listRoles = {
  method: 'LIST',
  path: 'role',
  summary: 'List the roles.',
  body: listBounds,
  responses: { 200: listedKeys },
} as const;

/** Declare the operation that reads a role. @param params - one field, the name of the role */
export function readRole<Q extends Fields, F extends Fields>(params: Q, role: F) {
  const path = pathOf(params);
  const summary = 'Read a role.';
  return { method: 'GET', path, summary, params, responses: { 200: role } } as const;
}

/** Declare the operation that makes a role, or changes what is given of one. @param role - what it takes */
export function writeRole<Q extends Fields, F extends Fields>(params: Q, role: F) {
  return {
    method: 'POST',
    path: pathOf(params),
    summary: 'Make a role, or change what is given of one.',
    params,
    body: role,
    responses: { 200: {}, 204: {} },
    createSupported: true,
  } as const;
}

/** Declare the operation that deletes a role. @param summary - what goes with it, and what lives on */
export function deleteRole<Q extends Fields>(params: Q, summary: string) {
  const path = pathOf(params);
  return { method: 'DELETE', path, summary, params, responses: { 204: {} } } as const;
}
