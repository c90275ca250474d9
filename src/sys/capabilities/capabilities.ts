import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Acl } from '../../policy/acl.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'policies' | 'tokens'>;

/** What a token may do. */
export const handlers: Handlers<typeof operations, Context> = {
  'query-token-capabilities': async ({ body }, { services }) => {
    const paths = pathsOf(body);
    if (!body.token) throw new ApiError('CAPABILITIES_TOKEN_MISSING');
    const token = await services.tokens.find(body.token);
    if (!token) throw new ApiError('CAPABILITIES_TOKEN_INVALID');
    return answer(await services.policies.aclOf(token.entry), paths);
  },

  'query-token-accessor-capabilities': async ({ body }, { services }) => {
    if (!body.accessor) throw new ApiError('CAPABILITIES_ACCESSOR_MISSING');
    const paths = pathsOf(body);
    const token = await services.tokens.store.findByAccessor(body.accessor);
    if (!token) throw new ApiError('CAPABILITIES_ACCESSOR_INVALID');
    return answer(await services.policies.aclOf(token.entry), paths);
  },

  'query-token-self-capabilities': ({ body }, { caller }) => {
    const paths = pathsOf(body);
    if (!caller) throw new ApiError('TOKEN_INVALID');
    return answer(caller.acl, paths);
  },
};

interface AskedPaths {
  readonly paths: readonly string[] | undefined;
  readonly path: readonly string[] | undefined;
}

function pathsOf(body: AskedPaths): readonly string[] {
  const paths = body.paths?.length ? body.paths : (body.path ?? []);
  if (paths.length === 0) throw new ApiError('CAPABILITIES_PATHS_MISSING');
  if (paths.includes('')) throw new ApiError('CAPABILITIES_PATH_EMPTY');
  return paths;
}

function answer(acl: Acl, paths: readonly string[]): { status: 200; data: JsonObject } {
  const granted = paths.map((path) => [path, acl.capabilities(path)] as const);
  const [only, ...others] = granted;
  return {
    status: 200,
    data: {
      ...Object.fromEntries(granted),
      ...(only && others.length === 0 ? { capabilities: only[1] } : {}),
    },
  };
}
