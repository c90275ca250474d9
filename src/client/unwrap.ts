import type { Client } from './client.ts';
import type { AppRoleWriteSecretIdAnswer } from './operation-types.gen.ts';
import { PortcullisError } from './portcullis-error.ts';
import type { TokenAnswer } from './method.ts';

/** What was wrapped: the answer as it would have come. */
export interface Unwrapped {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly auth: TokenAnswer | null;
}

/** What a wrapping token is opened with. */
export interface UnwrapOptions {
  /** The wrapping token. */
  readonly token: string;
  /** Path of the request whose answer must be inside: `auth/approle/role/web/secret-id`. */
  readonly creationPath: string;
}

/**
 * Open what was wrapped, once it is certain that it was made where it should have been.
 *
 * Whoever intercepts a wrapping token can open it and wrap something of his own: the path betrays him, and so does
 * `WRAPPING_TOKEN_INVALID`, which says that somebody was faster. Both are reasons to raise an alarm.
 *
 * @throws PortcullisError `WRAPPING_UNEXPECTED` where the path is another one; nothing is used up then
 */
export async function unwrap(
  client: Client,
  { token, creationPath }: UnwrapOptions,
): Promise<Unwrapped> {
  const { creation_path } = await client.sys.readWrappingProperties({ token });
  if (creation_path !== creationPath) {
    const errors = [`wrapped at another path than ${creationPath}`];
    throw new PortcullisError('WRAPPING_UNEXPECTED', { operationId: 'unwrap', errors });
  }
  const document = await client.sys.unwrap({}, { token });
  const { data = null, auth = null } = document as Partial<Unwrapped>;
  return { data, auth };
}

/** Where a SecretID was made. */
export interface WrappedSecretId {
  /** The wrapping token that holds the SecretID. */
  readonly token: string;
  readonly role: string;
  /** Default: `approle`. */
  readonly mount?: string;
}

/**
 * Open a wrapped SecretID, with which an AppRole logs in.
 *
 * @throws PortcullisError `WRAPPING_UNEXPECTED` where it was not made for this role
 */
export async function unwrapSecretId(
  client: Client,
  { token, role, mount = 'approle' }: WrappedSecretId,
): Promise<AppRoleWriteSecretIdAnswer> {
  const creationPath = `auth/${mount}/role/${role}/secret-id`;
  const { data } = await unwrap(client, { token, creationPath });
  return (data ?? {}) as unknown as AppRoleWriteSecretIdAnswer;
}
