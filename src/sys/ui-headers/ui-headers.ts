import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { compareBytes } from '../../lib/compare-bytes.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'web'>;

const MAX_VALUES = 16;
/** Visible characters with blanks between them, so that no value can start another header. */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]{0,4094}[\x21-\x7e])?$/;
/** Framing and caching of the server's own, which nobody may say twice. */
const RESERVED = new Set([
  'content-length',
  'content-type',
  'connection',
  'transfer-encoding',
  'cache-control',
  'strict-transport-security',
  'date',
  'x-request-id',
]);

/** Response headers of the user interface. */
export const handlers: Handlers<typeof operations, Context> = {
  'ui-headers-list': (_request, { services }) => {
    const keys = services.web.settings.uiHeaders.map(({ name }) => name);
    if (keys.length === 0) throw new ApiError('NOT_FOUND');
    return { status: 200, data: { keys: keys.toSorted(compareBytes) } };
  },

  'ui-headers-read-configuration': ({ params, body }, { services }) => {
    const found = services.web.findUiHeader(params.header);
    if (!found) throw new ApiError('NOT_FOUND');
    const { values } = found;
    return { status: 200, data: body.multivalue ? { values } : { value: values[0] ?? '' } };
  },

  'ui-headers-configure': ({ params, body }, { services }) => {
    const name = canonicalName(params.header);
    const { values } = body;
    if (values.length === 0) throw new ApiError('UI_HEADER_INCOMPLETE');
    if (name.startsWith('X-Vault-')) throw new ApiError('UI_HEADER_RESERVED');
    if (RESERVED.has(name.toLowerCase())) throw new ApiError('UI_HEADER_TAKEN');
    const isSound = values.length <= MAX_VALUES && values.every((value) => VALUE.test(value));
    if (!isSound) throw new ApiError('UI_HEADER_INVALID');
    services.web.setUiHeader({ name, values });
    if (name !== 'Content-Security-Policy') return { status: 200, data: null };
    const warning =
      'overriding the default Content-Security-Policy of the user interface; a policy that lets other sources in may hand tokens to them';
    return { status: 200, data: null, warnings: [warning] };
  },

  'ui-headers-delete-configuration': ({ params }, { services }) => {
    services.web.removeUiHeader(params.header);
    return { status: 204 };
  },
};

/** `x-frame-options` as headers are written: `X-Frame-Options`. */
function canonicalName(name: string): string {
  return name.toLowerCase().replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}
