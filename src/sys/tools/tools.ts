import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { Handlers } from '../../framework/operation.ts';
import { hashInput } from './hash-input.ts';
import type { operations } from './operations.ts';
import { readByteCount, readLastSegment, writeRandomBytes } from './random-bytes.ts';

type Context = MountContext<NoRecords>;

const DEFAULT_ALGORITHM = 'sha2-256';

/** Random bytes and hashes. What stands in the path comes before the body. */
export const handlers: Handlers<typeof operations, Context> = {
  'generate-random': ({ body }, { random }) => ({
    status: 200,
    data: { random_bytes: writeRandomBytes(body, random) },
  }),

  'generate-random-with-bytes': ({ params, body }, { random }) => {
    const wish = { ...body, ...readLastSegment(params.urlbytes ?? '') };
    return { status: 200, data: { random_bytes: writeRandomBytes(wish, random) } };
  },

  'generate-random-with-source-and-bytes': ({ params, body }, { random }) => {
    const bytes = readByteCount(params.urlbytes ?? '');
    const wish = { ...body, bytes, source: params.source };
    return { status: 200, data: { random_bytes: writeRandomBytes(wish, random) } };
  },

  'generate-hash': async ({ body }) => ({
    status: 200,
    data: { sum: await hashInput(wishOf(body, body.algorithm)) },
  }),

  'generate-hash-with-algorithm': async ({ params, body }) => ({
    status: 200,
    data: { sum: await hashInput(wishOf(body, params.urlalgorithm)) },
  }),
};

function wishOf(
  { input = '', format }: { readonly input: string | undefined; readonly format: string },
  algorithm: string | undefined,
) {
  return { input, format, algorithm: algorithm || DEFAULT_ALGORITHM };
}
