import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Tools. */
export const toolsErrors = {
  TOOLS_BYTES_TOO_FEW: {
    status: 400,
    text: "'bytes' cannot be less than 1",
    meaning: 'Random bytes are asked for, and none of them.',
  },
  TOOLS_BYTES_TOO_MANY: {
    status: 400,
    text: "'bytes' should be less than {most}",
    meaning: 'More random bytes are asked for than one answer may have.',
  },
  TOOLS_BYTES_UNREADABLE: {
    status: 400,
    text: 'the number of bytes in the path cannot be read',
    meaning: 'The last segment is neither a number of bytes nor `platform`, `seal` or `all`.',
  },
  TOOLS_RANDOM_FORMAT_UNKNOWN: {
    status: 400,
    text: 'unsupported encoding format "{format}"; must be "hex" or "base64"',
    meaning: 'Random bytes are written in `hex` or `base64`.',
  },
  TOOLS_SOURCE_UNKNOWN: {
    status: 400,
    text: 'unsupported entropy source "{source}"; must be "platform", "seal" or "all"',
    meaning: 'Random bytes come from `platform`, `seal` or `all`; here they are the same.',
  },
  TOOLS_INPUT_NOT_BASE64: {
    status: 400,
    text: 'unable to decode input as base64: illegal base64 data at input byte {at}',
    meaning: 'What is to be hashed must be sent in base64 with its padding.',
  },
  TOOLS_HASH_FORMAT_UNKNOWN: {
    status: 400,
    text: 'unsupported encoding format {format}; must be "hex" or "base64"',
    meaning: 'Hashes are written in `hex` or `base64`.',
  },
  TOOLS_ALGORITHM_UNKNOWN: {
    status: 400,
    text: 'unsupported algorithm {algorithm}',
    meaning: 'The hash functions are `sha2-` and `sha3-` with 224, 256, 384 or 512.',
  },
} as const satisfies Record<string, CatalogueEntry>;
