import { ApiError } from '../../errors/api-error.ts';
import {
  type FieldBehaviours,
  fieldHandlers,
  singleFieldHandlers,
  type SingleFieldOptions,
} from '../../framework/single-field.ts';
import {
  mergeTokenSettings,
  shownDeprecated,
  type TokenInput,
} from '../../framework/token-fields.ts';
import { assertConstrained, parseBlocks } from './address-bounds.ts';
import type { Context, Handle } from './context.ts';
import type { fieldRows } from './field-rows.ts';
import type { Role } from './records.ts';
import { assignRoleId } from './role-id.ts';
import { assertPeriodGranted, assertUses, nullIfEmpty } from './role-settings.ts';
import { sanitizePolicyNames } from '../../policy/sanitize-policies.ts';

type Params = { readonly role_name: string };

const options: SingleFieldOptions<Params, Context, Role> = {
  collection: ({ records }) => records.role,
  nameOf: ({ role_name }) => role_name,
  absent: 'PATH_UNSUPPORTED',
};

/** The settings that stand in the role itself or in its token settings, a row each. */
const behaviours: FieldBehaviours<Role, Context, typeof fieldRows> = {
  policies: {
    show: ({ token }) => ({
      token_policies: token.token_policies,
      ...pick(shownDeprecated(token), 'policies'),
    }),
    change: (role, body) => {
      const given = need(body.token_policies ?? body.policies, 'token_policies');
      const tidy = sanitizePolicyNames(given, { addDefault: false });
      return withToken(role, {
        token_policies: tidy,
        ...(body.policies && { policies: tidy }),
      });
    },
    reset: (role) => withToken(role, { token_policies: [] }),
  },
  period: {
    show: ({ token }) => ({
      token_period: token.token_period,
      ...pick(shownDeprecated(token), 'period'),
    }),
    change: (role, body, context) => {
      need(body.token_period ?? body.period, 'period');
      const changed = withToken(role, body);
      assertPeriodGranted(changed.token, context);
      return changed;
    },
    reset: (role) => withToken(role, { token_period: 0 }),
  },
  'bind-secret-id': {
    show: ({ bind_secret_id }) => ({ bind_secret_id }),
    change: (role, body) => {
      const bind_secret_id = need(body.bind_secret_id, 'bind_secret_id');
      return assertConstrained({ ...role, bind_secret_id });
    },
    reset: (role) => ({ ...role, bind_secret_id: true }),
  },
  'bound-cidr-list': {
    show: (role) => ({ bound_cidr_list: nullIfEmpty(role.secret_id_bound_cidrs) }),
    change: (role, body) => withBlocks(role, body.bound_cidr_list),
    reset: withoutBlocks,
    warning:
      'The "bound_cidr_list" field is deprecated and will be removed. Please use "secret_id_bound_cidrs" instead.',
  },
  'secret-id-bound-cidrs': {
    show: (role) => ({ secret_id_bound_cidrs: nullIfEmpty(role.secret_id_bound_cidrs) }),
    change: (role, body) => withBlocks(role, body.secret_id_bound_cidrs),
    reset: withoutBlocks,
  },
  'token-bound-cidrs': {
    show: ({ token }) => ({ token_bound_cidrs: nullIfEmpty(token.token_bound_cidrs) }),
    change: (role, body) => {
      need(body.token_bound_cidrs, 'token_bound_cidrs');
      return assertConstrained(withToken(role, body));
    },
    reset: (role) => assertConstrained(withToken(role, { token_bound_cidrs: [] })),
  },
  'secret-id-num-uses': {
    show: ({ secret_id_num_uses }) => ({ secret_id_num_uses }),
    change: (role, body) => {
      const uses = need(body.secret_id_num_uses, 'secret_id_num_uses');
      return { ...role, secret_id_num_uses: assertUses('secret_id_num_uses', uses) };
    },
    reset: (role) => ({ ...role, secret_id_num_uses: 0 }),
  },
  'secret-id-ttl': {
    show: ({ secret_id_ttl }) => ({ secret_id_ttl }),
    change: (role, body) => ({ ...role, secret_id_ttl: need(body.secret_id_ttl, 'secret_id_ttl') }),
    reset: (role) => ({ ...role, secret_id_ttl: 0 }),
  },
  'token-num-uses': tokenNumber('token_num_uses'),
  'token-ttl': tokenNumber('token_ttl', 'token_ttl should not be greater than token_max_ttl'),
  'token-max-ttl': tokenNumber(
    'token_max_ttl',
    'token_max_ttl should be greater than or equal to token_ttl',
  ),
};

/** The handlers of all settings that are rows of the table. */
export const roleFieldHandlers = fieldHandlers(options)('app-role', behaviours);

const settings = singleFieldHandlers(options);

/** Read the RoleID. */
export const readRoleId: Handle['app-role-read-role-id'] = settings.read(({ role_id }) => ({
  role_id,
}));

/**
 * Change the RoleID. SecretIDs stay.
 *
 * @throws ApiError `APPROLE_FIELD_MISSING`, `APPROLE_ID_TOO_LONG`, `ROLE_ID_TAKEN`
 */
export const writeRoleId: Handle['app-role-write-role-id'] = async ({ params, body }, context) => {
  const { role } = context.records;
  const stored = await role.get(params.role_name);
  if (!stored) throw new ApiError('PATH_UNSUPPORTED');
  const role_id = need(body.role_id?.trim() || undefined, 'role_id');
  await assignRoleId(params.role_name, role_id, { context, former: stored.role_id });
  role.put(params.role_name, { ...stored, role_id });
  return { status: 204 };
};

/** Read whether the role was made for SecretIDs of one place. */
export const readLocalSecretIds: Handle['app-role-read-local-secret-ids'] = settings.read(
  ({ local_secret_ids }) => ({ local_secret_ids }),
);

/**
 * A number among the token settings.
 *
 * @param conflict - told, in the words of this path, where one lifetime would exceed the other
 */
function tokenNumber<N extends 'token_num_uses' | 'token_ttl' | 'token_max_ttl'>(
  name: N,
  conflict?: string,
) {
  return {
    show: ({ token }: Role) => ({ [name]: token[name] }) as Readonly<Record<N, number>>,
    change: (role: Role, body: Readonly<Record<N, number | undefined>>) => {
      const input = { [name]: need(body[name], name) };
      const { token_ttl, token_max_ttl } = { ...role.token, ...input };
      const isApart = token_max_ttl > 0 && token_ttl > token_max_ttl;
      if (isApart && conflict !== undefined) {
        throw new ApiError('TOKEN_FIELD_INVALID', { values: { reason: conflict } });
      }
      return withToken(role, input);
    },
    reset: (role: Role) => withToken(role, { [name]: 0 }),
  };
}

function need<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new ApiError('APPROLE_FIELD_MISSING', { values: { field } });
  return value;
}

function pick<K extends string, T>(from: Partial<Record<K, T>>, name: K): Partial<Record<K, T>> {
  const value = from[name];
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<K, T>>);
}

/** @throws ApiError `TOKEN_FIELD_INVALID` */
function withToken(role: Role, input: TokenInput): Role {
  return { ...role, token: mergeTokenSettings(role.token, input) };
}

function withBlocks(role: Role, blocks: readonly string[] | undefined): Role {
  const given = need(blocks?.length ? blocks : undefined, 'bound_cidr_list');
  return { ...role, secret_id_bound_cidrs: parseBlocks(given) };
}

/** @throws ApiError `APPROLE_UNCONSTRAINED` when nothing else limits who may log in */
function withoutBlocks(role: Role): Role {
  return assertConstrained({ ...role, secret_id_bound_cidrs: [] });
}
