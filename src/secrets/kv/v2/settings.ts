import type { Handlers } from '../../../framework/operation.ts';
import { formatGoDuration } from '../../../lib/go-duration.ts';
import { present } from '../../../lib/present.ts';
import type { operations } from './operations.ts';
import { changeSettings, type Context, loadSettings } from './records.ts';

type Handle = Handlers<typeof operations, Context>;

/** Read the settings of the mount. */
export const readSettings: Handle['kv-v2-read-configuration'] = async (_request, context) => {
  const { delete_version_after, ...settings } = await loadSettings(context);
  const shown = { ...settings, delete_version_after: formatGoDuration(delete_version_after) };
  return { status: 200, data: shown };
};

/** Change the settings of the mount. */
export const writeSettings: Handle['kv-v2-configure'] = async ({ body }, context) => {
  await changeSettings(context, present(body));
  return { status: 204 };
};
