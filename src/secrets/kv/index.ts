import { defineSecretsEngine } from '../../core/mount-type.ts';
import { operations } from './v1/operations.ts';
import {
  deleteSecret,
  listSecrets,
  readSecret,
  scanSecrets,
  secretExists,
  writeSecret,
} from './v1/secrets.ts';
import { kvV2 } from './v2/index.ts';

/** Secrets by path: without versions, or with them where the mount's option says so. */
export const kv = defineSecretsEngine({
  type: 'kv',
  title: 'Key and value',
  stability: 'stable',
  versions: ['1', '2'],
  variants: { '2': kvV2 },
  operations,
  records: {},
  needs: [],
  handlers: {
    'kv-v1-read': readSecret,
    'kv-v1-list': listSecrets,
    'kv-v1-scan': scanSecrets,
    'kv-v1-write': writeSecret,
    'kv-v1-delete': deleteSecret,
  },
  exists: { 'kv-v1-write': secretExists },
});
