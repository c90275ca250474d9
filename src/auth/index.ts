import type { MountType } from '../core/mount-type.ts';
import { approle } from './approle/index.ts';
import { jwt, oidc } from './jwt/index.ts';
import { kubernetes } from './kubernetes/index.ts';
import { token } from './token/index.ts';
import { userpass } from './userpass/index.ts';

/** Every auth method, a line each. */
export const authMethods: readonly MountType[] = [token, approle, userpass, jwt, oidc, kubernetes];
