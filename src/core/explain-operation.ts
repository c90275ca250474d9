import { explainedLogin, remoteAddressField } from '../framework/explain-fields.ts';
import type { OperationDeclaration, Operations } from '../framework/operation.ts';
import type { AnyAnswer, HandlerRequest } from '../framework/operation.ts';
import type { MountContext, NoRecords } from './mount-context.ts';

/** The operation that explains the logins of a method, made from that of the login. */
export interface ExplainOperation {
  readonly operationId: string;
  readonly declaration: OperationDeclaration;
  readonly handler: (
    request: HandlerRequest<OperationDeclaration>,
    context: unknown,
  ) => Promise<AnyAnswer>;
}

/**
 * Derive `explain` from the first login of a method: its body together with what stands in its path.
 *
 * @returns undefined where a method has no login, or explains in a way of its own
 */
export function explainOperation(operations: Operations): ExplainOperation | undefined {
  const declared = Object.entries(operations);
  if (declared.some(([, { path }]) => path === 'explain')) return undefined;
  const login = declared.find(([, { method, responses }]) => {
    return method === 'POST' && responses[200] === 'login';
  });
  if (!login) return undefined;
  const [operationId, declaration] = login;
  return {
    operationId: operationId.replace(/(login)?$/, 'explain-login'),
    declaration: declareExplain(declaration),
    handler: async ({ body, data, remoteAddress }, context) => {
      const { mount, services } = context as MountContext<NoRecords, 'explain'>;
      const asked = { operationId, declaration, body, data, remoteAddress };
      return { status: 200, data: await services.explain.login(mount, asked) };
    },
  };
}

function declareExplain({ params = {}, body = {} }: OperationDeclaration): OperationDeclaration {
  return {
    method: 'POST',
    path: 'explain',
    summary:
      'Tell by which checks a login would pass or fail, and who it would be. Nothing is issued or counted.',
    body: { ...params, ...body, remote_address: remoteAddressField },
    responses: { 200: explainedLogin },
    sudo: true,
  };
}
