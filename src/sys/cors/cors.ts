import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { standardCorsHeaders } from '../../core/web-settings.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';
import { assertOrigins } from './assert-origins.ts';

type Context = MountContext<NoRecords, 'web'>;

/** Request headers of one's own at most: a preflight answers all of them. */
const MAX_HEADERS = 64;
/** A token. @see RFC 9110 §5.6.2 */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]{1,128}$/;

/** Which pages of other sites may call the API. */
export const handlers: Handlers<typeof operations, Context> = {
  'cors-read-configuration': (_request, { services }) => {
    const { cors } = services.web.settings;
    if (!cors) return { status: 200, data: { enabled: false } };
    const allowed_headers = [...standardCorsHeaders, ...cors.allowed_headers];
    return { status: 200, data: { enabled: true, ...cors, allowed_headers } };
  },

  'cors-configure': ({ body }, { services }) => {
    const { allowed_origins, allowed_headers, allow_credentials } = body;
    assertOrigins(allowed_origins);
    if (allow_credentials && allowed_origins.includes('*')) {
      throw new ApiError('CORS_CREDENTIALS_FOR_ALL');
    }
    const isSound =
      allowed_headers.length <= MAX_HEADERS &&
      allowed_headers.every((name) => HEADER_NAME.test(name));
    if (!isSound) throw new ApiError('CORS_HEADER_INVALID');
    services.web.setCors({ allowed_origins, allowed_headers, allow_credentials });
    return { status: 204 };
  },

  'cors-delete-configuration': (_request, { services }) => {
    services.web.removeCors();
    return { status: 204 };
  },
};
