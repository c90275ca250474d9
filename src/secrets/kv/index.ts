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

/** Secrets by path. */
export const kv = defineSecretsEngine({
  type: 'kv',
  title: 'Key and value',
  stability: 'stable',
  versions: ['1'],
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
