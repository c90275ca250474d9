import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Identity. */
export const identityErrors = {
  IDENTITY_POLICY_ROOT: {
    status: 400,
    text: 'policies cannot contain root',
    meaning: 'Nobody becomes root by being in a group, or by being somebody.',
  },
  IDENTITY_SELECTORS_DIFFER: {
    status: 400,
    text: "'{field}' in the body is not that of the path",
    meaning: 'A path names what is changed; the body cannot name something else.',
  },
  IDENTITY_METADATA_INVALID: {
    status: 400,
    text: '{field} validation failed: {reason}',
    meaning: 'Metadata of entities, aliases and groups has bounds.',
  },
  IDENTITY_QUERY_MISSING: {
    status: 400,
    text: 'query parameter not supplied',
    meaning: 'A look-up names an id, a name, or an alias.',
  },
  IDENTITY_QUERY_CONFLICT: {
    status: 400,
    text: 'query parameter conflict; please supply distinct set of query parameters',
    meaning: 'A look-up names one of id, name, alias_id, or an alias and its mount.',
  },
  IDENTITY_QUERY_HALF: {
    status: 400,
    text: "both 'alias_name' and 'alias_mount_accessor' needs to be set",
    meaning: 'A name means nothing without the mount at which it is known.',
  },
  IDENTITY_NAME_INVALID: {
    status: 400,
    text: 'invalid name',
    meaning: 'A name has at most 512 characters and no control characters.',
  },
  ENTITY_ID_UNKNOWN: {
    status: 400,
    text: 'entity not found from id',
    meaning: 'No entity has the id. Leave the id out to make an entity.',
  },
  ENTITY_NAME_TAKEN: {
    status: 400,
    text: 'entity name is already in use',
    meaning: 'Another entity has the name; case does not count.',
  },
  ENTITY_IDS_MISSING: {
    status: 400,
    text: 'missing entity ids to delete',
    meaning: 'The body must have entity_ids.',
  },
  ENTITY_MERGE_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'A merge takes entities that exist into another one that exists.',
  },
  ENTITY_MERGE_CONFLICT: {
    status: 400,
    text: 'toEntity and at least one fromEntity have aliases with the same mount accessor, resolve via conflicting_alias_ids_to_keep',
    meaning:
      'An entity has one alias at a mount. The answer lists the aliases between which to choose.',
  },
  ALIAS_FACTORS_MISSING: {
    status: 400,
    text: "'id' or 'mount_accessor' and 'name' must be provided",
    meaning: 'An alias is named by its id, or by its mount and its name.',
  },
  ALIAS_ID_UNKNOWN: {
    status: 400,
    text: 'invalid alias ID provided',
    meaning: 'No alias has the id.',
  },
  ALIAS_MOUNT_UNKNOWN: {
    status: 400,
    text: 'invalid mount accessor "{accessor}"',
    meaning: 'No mount has the accessor; sys/auth lists them.',
  },
  ALIAS_ENTITY_UNKNOWN: {
    status: 400,
    text: 'invalid canonical ID',
    meaning: 'No entity has the id.',
  },
  ALIAS_MOUNT_TAKEN: {
    status: 400,
    text: 'Alias already exists for requested entity and mount accessor',
    meaning: 'An entity has one alias at a mount.',
  },
  ALIAS_TAKEN: {
    status: 400,
    text: 'alias with combination of mount accessor and name already exists',
    meaning: 'The alias belongs to another entity. Who means to move it names it by its id.',
  },
  GROUP_TYPE_INVALID: {
    status: 400,
    text: 'invalid group type "{type}"',
    meaning: 'A group is internal or external.',
  },
  GROUP_TYPE_FIXED: {
    status: 400,
    text: 'group type cannot be changed',
    meaning: 'A group stays internal or external.',
  },
  GROUP_NAME_TAKEN: {
    status: 400,
    text: 'group name is already in use',
    meaning: 'Another group has the name; case does not count.',
  },
  GROUP_ID_UNKNOWN: {
    status: 400,
    text: 'invalid group ID',
    meaning: 'No group has the id. Leave the id out to make a group.',
  },
  GROUP_EXTERNAL_ENTITIES: {
    status: 400,
    text: "member entities can't be set manually for external groups",
    meaning: 'Logins fill external groups.',
  },
  GROUP_EXTERNAL_GROUPS: {
    status: 400,
    text: "member groups can't be set for external groups",
    meaning: 'An external group can be a member of internal ones, not the reverse.',
  },
  GROUP_MEMBER_UNKNOWN: {
    status: 400,
    text: 'invalid {what} ID "{id}"',
    meaning: 'No entity or group has the id.',
  },
  GROUP_CYCLE: {
    status: 400,
    text: 'cyclic relationship detected for member group ID "{id}"',
    meaning: 'A group cannot be a member of itself, directly or through others.',
  },
  GROUP_ALIAS_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'An alias of a group has a mount, a name, and an external group.',
  },
  GROUP_ALIAS_TAKEN: {
    status: 400,
    text: 'combination of mount and group alias name is already in use',
    meaning: 'A group of the other side stands for one group here.',
  },

  INTERNAL: {
    status: 500,
    text: 'internal error',
    meaning: 'A fault of the server. Its log has the cause beside the request id.',
  },
} as const satisfies Record<string, CatalogueEntry>;
