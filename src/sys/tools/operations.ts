import { answered, type Fields, integer, text, withDefault } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const format = (shown: 'base64' | 'hex') =>
  withDefault(text('How the answer is written.', { allowed: ['hex', 'base64'] }), shown);

const bytes = withDefault(integer('How many bytes, 1 to 131072.'), 32);
const urlbytes = text('How many bytes, 1 to 131072; or a source, for 32 bytes.', {
  required: true,
});
const source = withDefault(
  text('Where they come from. All are the same here: the generator of the operating system.', {
    allowed: ['platform', 'seal', 'all'],
  }),
  'platform',
);
const random: Fields = {
  random_bytes: answered('string', 'The bytes, in the format asked for.', { secret: true }),
};

const algorithms = [
  'sha2-224',
  'sha2-256',
  'sha2-384',
  'sha2-512',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
] as const;
const algorithm = text('Hash function.', { allowed: algorithms, shown: 'sha2-256' });
const urlalgorithm = text('Hash function, before that of the body.', { required: true });
const input = text('What to hash, in base64.', { secret: true, required: true });
const hashed: Fields = { sum: answered('string', 'The hash, in the format asked for.') };

/** Random bytes and hashes: data only. */
export const operations = defineOperations({
  'generate-random': {
    method: 'POST',
    path: 'tools/random',
    summary: 'Make random bytes.',
    body: { bytes, format: format('base64'), source },
    responses: { 200: random },
  },
  'generate-random-with-bytes': {
    method: 'POST',
    path: 'tools/random/{urlbytes}',
    summary: 'Make a number of random bytes.',
    params: { urlbytes },
    body: { bytes, format: format('base64'), source },
    responses: { 200: random },
  },
  'generate-random-with-source-and-bytes': {
    method: 'POST',
    path: 'tools/random/{source}/{urlbytes}',
    summary: 'Make a number of random bytes of a source.',
    params: { source, urlbytes },
    body: { bytes, format: format('base64') },
    responses: { 200: random },
  },
  'generate-hash': {
    method: 'POST',
    path: 'tools/hash',
    summary: 'Hash a text.',
    body: { input, algorithm, format: format('hex') },
    responses: { 200: hashed },
  },
  'generate-hash-with-algorithm': {
    method: 'POST',
    path: 'tools/hash/{urlalgorithm}',
    summary: 'Hash a text by a function named in the path.',
    params: { urlalgorithm },
    body: { input, algorithm, format: format('hex') },
    responses: { 200: hashed },
  },
});
