import type { OperationDeclaration } from '../framework/operation.ts';
import type { JsonObject } from '../lib/json.ts';
import type { AccessRequest, Acl, Decision } from '../policy/acl.ts';

/**
 * Decide about a request, and once more with its deprecated fields under their present names: what a policy
 * denies by `denied_parameters` must not get in under an older name.
 */
export function decideByEveryName(
  acl: Acl,
  declaration: OperationDeclaration | undefined,
  request: AccessRequest,
): Decision {
  const decision = acl.decide(request);
  const renamed = decision.allowed ? withPresentNames(declaration, request.data) : undefined;
  if (!renamed) return decision;
  const again = acl.decide({ ...request, data: renamed });
  return again.reason === 'PARAMETER_DENIED' ? again : decision;
}

/** The data with deprecated names replaced; undefined where it has none. */
function withPresentNames(
  declaration: OperationDeclaration | undefined,
  data: JsonObject,
): JsonObject | undefined {
  const fields = declaration?.body ?? {};
  const names = Object.keys(data);
  if (!names.some((name) => presentName(fields, name) !== name)) return undefined;
  return Object.fromEntries(
    names.flatMap((name) => {
      const present = presentName(fields, name);
      const value = data[name];
      // where both are sent, the present one counts
      const isOverruled = present !== name && Object.hasOwn(data, present);
      return value === undefined || isOverruled ? [] : [[present, value] as const];
    }),
  );
}

function presentName(fields: NonNullable<OperationDeclaration['body']>, name: string): string {
  return Object.hasOwn(fields, name) ? (fields[name]?.replacedBy ?? name) : name;
}
