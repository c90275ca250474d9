import type { Command, Flag } from '../command.ts';
import { clientFlags, dataFlags, detailedFlag, fieldFlag } from './flags.ts';

const mountFlag: Flag = {
  name: 'mount',
  kind: 'string',
  about: 'Path of the kv store; the argument is then the path in it.',
};

const casFlag: Flag = {
  name: 'cas',
  kind: 'integer',
  fallback: '-1',
  about: 'Write only if the version is this one; 0 for none yet.',
};

const versionsFlag: Flag = {
  name: 'versions',
  kind: 'csv',
  about: 'Versions, separated by commas.',
};

const metadataFlags: readonly Flag[] = [
  { name: 'max-versions', kind: 'integer', about: 'How many versions are kept.' },
  { name: 'cas-required', kind: 'boolean', about: 'Writes must name the version they replace.' },
  { name: 'delete-version-after', kind: 'duration', about: 'Age at which versions are deleted.' },
  { name: 'custom-metadata', kind: 'map', about: 'Own metadata, key=value; may repeat.' },
];

const calls = 'GET sys/internal/ui/mounts/<path>, then';

/** Commands of the key/value store, both versions. */
export const kvCommands: readonly Command[] = [
  {
    path: 'kv get',
    about: 'Read a secret.',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} GET <mount>/data/<path> (version 2) or <path>`,
    examples: [
      { about: 'The newest version', line: 'kv get -mount=secret app/db' },
      { about: 'One value, bare', line: 'kv get -mount=secret -field=password app/db' },
    ],
    flags: [
      mountFlag,
      { name: 'version', kind: 'integer', about: 'Version to read.' },
      fieldFlag,
      ...dataFlags,
    ],
    load: async () => (await import('../commands/kv-get.ts')).getKv,
  },
  {
    path: 'kv put',
    about: 'Write a secret.',
    usage: 'PATH [KEY=VALUE ... | @FILE.json | -]',
    count: [1, Infinity],
    calls: `${calls} PUT <mount>/data/<path> (version 2) or <path>`,
    examples: [
      { about: 'Value from a file', line: 'kv put -mount=secret app/db password=@pw.txt' },
      { about: 'Only if there is none yet', line: 'kv put -mount=secret -cas=0 app/db user=app' },
    ],
    flags: [mountFlag, casFlag, fieldFlag, ...dataFlags],
    load: async () => (await import('../commands/kv-put.ts')).putKv,
  },
  {
    path: 'kv patch',
    about: 'Change some values of a secret (version 2).',
    usage: 'PATH KEY=VALUE ...',
    count: [1, Infinity],
    calls: `${calls} PATCH <mount>/data/<path>, or GET and PUT`,
    examples: [{ about: 'One value', line: 'kv patch -mount=secret app/db user=app2' }],
    flags: [
      mountFlag,
      casFlag,
      {
        name: 'method',
        kind: 'string',
        values: ['patch', 'rw'],
        about: 'patch: one request; rw: read, then write.',
      },
      { name: 'remove-data', kind: 'list', about: 'Key to remove; may repeat.' },
      fieldFlag,
      ...dataFlags,
    ],
    load: async () => (await import('../commands/kv-put.ts')).patchKv,
  },
  {
    path: 'kv list',
    about: 'List secrets.',
    usage: '[PATH]',
    count: [0, 1],
    calls: `${calls} GET <mount>/metadata/<path>?list=true (version 2) or <path>`,
    examples: [{ about: 'Below a folder', line: 'kv list -mount=secret app' }],
    flags: [mountFlag, detailedFlag, ...dataFlags],
    load: async () => (await import('../commands/kv-get.ts')).listKv,
  },
  {
    path: 'kv delete',
    about: 'Delete a secret, or versions of it.',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} DELETE <mount>/data/<path>, or PUT <mount>/delete/<path>`,
    examples: [{ about: 'Two old versions', line: 'kv delete -mount=secret -versions=1,2 app/db' }],
    flags: [mountFlag, versionsFlag, fieldFlag, ...dataFlags],
    load: async () => (await import('../commands/kv-versions.ts')).deleteKv,
  },
  {
    path: 'kv undelete',
    about: 'Bring deleted versions back (version 2).',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} PUT <mount>/undelete/<path>`,
    examples: [{ about: 'One version', line: 'kv undelete -mount=secret -versions=3 app/db' }],
    flags: [mountFlag, versionsFlag, ...dataFlags],
    load: async () => (await import('../commands/kv-versions.ts')).undeleteKv,
  },
  {
    path: 'kv destroy',
    about: 'Destroy versions for good (version 2).',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} PUT <mount>/destroy/<path>`,
    examples: [{ about: 'One version', line: 'kv destroy -mount=secret -versions=3 app/db' }],
    flags: [mountFlag, versionsFlag, ...dataFlags],
    load: async () => (await import('../commands/kv-versions.ts')).destroyKv,
  },
  {
    path: 'kv rollback',
    about: 'Make an old version the newest (version 2).',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} GET and PUT <mount>/data/<path>`,
    examples: [{ about: 'Back to version 2', line: 'kv rollback -mount=secret -version=2 app/db' }],
    flags: [
      mountFlag,
      { name: 'version', kind: 'integer', about: 'Version to bring back.' },
      ...dataFlags,
    ],
    load: async () => (await import('../commands/kv-put.ts')).rollbackKv,
  },
  {
    path: 'kv metadata get',
    about: 'Show the versions of a secret (version 2).',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} GET <mount>/metadata/<path>`,
    examples: [{ about: 'One secret', line: 'kv metadata get -mount=secret app/db' }],
    flags: [mountFlag, fieldFlag, ...dataFlags],
    load: async () => (await import('../commands/kv-metadata.ts')).getMetadata,
  },
  {
    path: 'kv metadata put',
    about: 'Set how a secret is kept (version 2).',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} PUT <mount>/metadata/<path>`,
    examples: [
      { about: 'Keep five versions', line: 'kv metadata put -mount=secret -max-versions=5 app/db' },
    ],
    flags: [mountFlag, ...metadataFlags, ...dataFlags],
    load: async () => (await import('../commands/kv-metadata.ts')).putMetadata,
  },
  {
    path: 'kv metadata patch',
    about: 'Change how a secret is kept (version 2).',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} PATCH <mount>/metadata/<path>`,
    examples: [
      {
        about: 'Add own metadata',
        line: 'kv metadata patch -mount=secret -custom-metadata=owner=ops app/db',
      },
    ],
    flags: [
      mountFlag,
      ...metadataFlags,
      {
        name: 'remove-custom-metadata',
        kind: 'list',
        about: 'Own metadata to remove; may repeat.',
      },
      ...dataFlags,
    ],
    load: async () => (await import('../commands/kv-metadata.ts')).patchMetadata,
  },
  {
    path: 'kv metadata delete',
    about: 'Delete a secret with all its versions (version 2).',
    usage: 'PATH',
    count: [1, 1],
    calls: `${calls} DELETE <mount>/metadata/<path>`,
    examples: [{ about: 'One secret', line: 'kv metadata delete -mount=secret app/db' }],
    flags: [mountFlag, ...dataFlags],
    load: async () => (await import('../commands/kv-metadata.ts')).deleteMetadata,
  },
  {
    path: 'kv enable-versioning',
    about: 'Turn a version 1 store into version 2.',
    usage: 'MOUNT',
    count: [1, 1],
    calls: 'POST sys/mounts/<mount>/tune',
    examples: [{ about: 'One store', line: 'kv enable-versioning secret' }],
    flags: clientFlags,
    load: async () => (await import('../commands/kv-versions.ts')).enableVersioning,
  },
];
