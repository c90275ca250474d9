import {
  answered,
  boolean,
  commaList,
  duration,
  type Field,
  FieldError,
  type Fields,
  integer,
  object,
  parameter,
} from '../../../framework/field.ts';

/** The path of a secret. */
export const secretPath = { path: parameter('Where the secret is kept.') } satisfies Fields;
/** The path of a folder. */
export const folderPath = {
  path: parameter('Folder to list; empty for the whole mount.'),
} satisfies Fields;

/** Versions by their numbers. */
export const versions: Field<readonly number[]> = {
  ...commaList('Numbers of the versions.', { required: true }),
  absent: [],
  decode: (raw) =>
    commaList('')
      .decode(raw)
      ?.map((word) => integer('').decode(word) ?? 0) ?? [],
};

/** The data of a secret. */
export const data = object('The secret: a JSON object.', { required: true, secret: true });
/** Options of a write. */
export const options = object(
  '`cas`: write only if this is the current version; 0: if there is none.',
);
/** Which version is meant. */
export const version = integer('Version to read; 0 or absent for the current one.');

/** Settings that keys and mounts share. */
export const sharedSettings = {
  max_versions: count('Versions to keep; the larger of key and mount counts, 10 if both are 0.'),
  cas_required: boolean('Whether each write of data must send `cas`.'),
  metadata_cas_required: boolean('Whether each write of metadata must send `metadata_cas`.'),
} satisfies Fields;

/** Of a key. */
export const keySettings = {
  ...sharedSettings,
  delete_version_after: duration(
    'How long after its write a version is deleted; the shorter of key and mount counts, 0 for never.',
  ),
  custom_metadata: object('Texts about the secret, by name: at most 64.'),
  metadata_cas: integer('Write only if this is the current version of the metadata.'),
} satisfies Fields;

/** Of a mount. */
export const mountSettings = {
  ...sharedSettings,
  delete_version_after: signedDuration(
    'How long after its write a version is deleted; negative: never, whatever the key says.',
  ),
} satisfies Fields;

const versionState = {
  created_time: answered('string', 'When it was written.', { required: true }),
  deletion_time: answered('string', 'When it was or will be deleted; empty if never.', {
    required: true,
  }),
  destroyed: answered('boolean', 'Whether its data is gone for good.', { required: true }),
} satisfies Fields;

/** What is told of a version after a write and beside its data. */
export const versionMetadata = {
  ...versionState,
  version: answered('integer', 'Number of the version.', { required: true }),
  custom_metadata: answered('key-values', 'Texts about the secret, or null.'),
} satisfies Fields;

/** A version with its data. */
export const versionWithData = {
  data: answered('object', 'The secret; null where the version is deleted.', {
    secret: true,
    required: true,
  }),
  metadata: answered('object', 'About the version.', { members: versionMetadata, required: true }),
} satisfies Fields;

/** A version with the names in its data. */
export const versionWithSubkeys = {
  subkeys: answered('object', 'The secret with null for each value; null where it is deleted.'),
  metadata: answered('object', 'About the version.', { members: versionMetadata, required: true }),
} satisfies Fields;

/** The metadata of a key. */
export const keyMetadata = {
  ...sharedSettings,
  delete_version_after: answered('string', 'How long after its write a version is deleted.'),
  custom_metadata: answered('key-values', 'Texts about the secret, or null.'),
  created_time: answered('string', 'When the key was made.'),
  updated_time: answered('string', 'When data or metadata were last written.'),
  current_version: answered('integer', 'Number of the newest version; 0 if nothing was written.'),
  oldest_version: answered('integer', 'Number of the first version kept; 0 if none was dropped.'),
  current_metadata_version: answered('integer', 'How often the metadata was written.'),
  versions: answered('object', 'What is told of each version, by number.'),
} satisfies Fields;

/** A whole number that is not negative. */
function count(doc: string): Field<number | undefined> {
  const field = integer(doc);
  return {
    ...field,
    decode: (raw) => {
      const value = field.decode(raw);
      if (value !== undefined && value < 0) throw new FieldError('cannot provide negative value');
      return value;
    },
  };
}

/** Seconds; anything negative is -1. */
function signedDuration(doc: string): Field<number | undefined> {
  const field = duration(doc);
  return {
    ...field,
    decode: (raw) => {
      const written = typeof raw === 'number' ? String(raw) : raw;
      const isNegative = typeof written === 'string' && written.startsWith('-');
      if (!isNegative) return field.decode(raw);
      return field.decode(written.slice(1)) === 0 ? 0 : -1;
    },
  };
}
