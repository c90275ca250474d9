import { defineSecretsEngine } from '../../../core/mount-type.ts';
import { deleteData, keyExists, patchData, readData, writeData } from './data.ts';
import {
  deleteMetadata,
  listDetailed,
  listKeys,
  patchMetadata,
  readMetadata,
  scanKeys,
  writeMetadata,
} from './metadata.ts';
import { operations } from './operations.ts';
import { records } from './records.ts';
import { readSettings, writeSettings } from './settings.ts';
import { readSubkeys } from './subkeys.ts';
import { explainPaths } from './unknown-path.ts';
import { deleteVersions, destroyVersions, undeleteVersions } from './version-states.ts';

/** Secrets by path, with versions. */
export const kvV2 = defineSecretsEngine({
  type: 'kv',
  title: 'Key and value with versions',
  stability: 'stable',
  operations,
  records,
  needs: [],
  handlers: {
    'kv-v2-read-configuration': readSettings,
    'kv-v2-configure': writeSettings,
    'kv-v2-read': readData,
    'kv-v2-write': writeData,
    'kv-v2-patch': patchData,
    'kv-v2-delete': deleteData,
    'kv-v2-delete-versions': deleteVersions,
    'kv-v2-undelete-versions': undeleteVersions,
    'kv-v2-destroy-versions': destroyVersions,
    'kv-v2-read-metadata': readMetadata,
    'kv-v2-write-metadata': writeMetadata,
    'kv-v2-patch-metadata': patchMetadata,
    'kv-v2-delete-metadata-and-all-versions': deleteMetadata,
    'kv-v2-list': listKeys,
    'kv-v2-scan': scanKeys,
    'kv-v2-list-detailed': listDetailed,
    'kv-v2-read-subkeys': readSubkeys,
    'kv-v2-unknown-read': explainPaths('get'),
    'kv-v2-unknown-list': explainPaths('list'),
    'kv-v2-unknown-write': explainPaths('put'),
    'kv-v2-unknown-delete': explainPaths('delete'),
  },
  exists: { 'kv-v2-write': keyExists, 'kv-v2-write-metadata': keyExists },
});
