import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'audit'>;

/** Audit devices and audited request headers. */
export const handlers: Handlers<typeof operations, Context> = {
  'auditing-list-enabled-devices': (_request, { services }) => ({
    status: 200,
    data: Object.fromEntries(
      services.audit
        .list()
        .map(({ path, type, description, options, local }) => [
          path,
          { path, type, description, options, local },
        ]),
    ),
  }),

  'auditing-enable-device': async ({ params, body }, { services }) => {
    await services.audit.enable({
      path: devicePath(params.path),
      type: body.type,
      description: body.description,
      options: body.options,
      local: body.local,
    });
    return { status: 204 };
  },

  'auditing-disable-device': ({ params }, { services }) => {
    services.audit.disable(devicePath(params.path));
    return { status: 204 };
  },

  'auditing-calculate-hash': ({ params, body }, { services }) => {
    if (body.input === '') throw new ApiError('AUDIT_INPUT_EMPTY');
    const hash = services.audit.hash(devicePath(params.path), body.input);
    return { status: 200, data: { hash } };
  },

  'auditing-list-request-headers': (_request, { services }) => ({
    status: 200,
    data: {
      headers: Object.fromEntries(
        [...services.audit.headers].map(([name, { hmac }]) => [name, { hmac }]),
      ),
    },
  }),

  'auditing-read-request-header-information': ({ params }, { services }) => {
    const found = services.audit.headers.get(params.header.toLowerCase());
    if (!found) throw new ApiError('AUDIT_HEADER_UNKNOWN');
    return { status: 200, data: { [params.header]: { hmac: found.hmac } } };
  },

  'auditing-enable-request-header': ({ params, body }, { services }) => {
    services.audit.setHeader(params.header, { hmac: body.hmac });
    return { status: 204 };
  },

  'auditing-disable-request-header': ({ params }, { services }) => {
    services.audit.removeHeader(params.header);
    return { status: 204 };
  },
};

/** With one slash at its end. @throws ApiError `AUDIT_PATH_MISSING` */
function devicePath(path: string): string {
  const bare = path.replace(/\/+$/, '');
  if (bare === '') throw new ApiError('AUDIT_PATH_MISSING');
  return `${bare}/`;
}
