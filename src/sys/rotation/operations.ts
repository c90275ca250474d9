import { answered, boolean, duration, integer } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** The encryption key and its rotation: data only. */
export const operations = defineOperations({
  'key-status': {
    method: 'GET',
    path: 'key-status',
    summary: 'Tell which encryption key is in use.',
    responses: {
      200: {
        term: answered('integer', 'Number of the key.'),
        install_time: answered('string', 'When it came into use, RFC 3339.'),
        encryptions: answered(
          'integer',
          'How often it was used: by this process, and by others as far as they have reported it.',
        ),
      },
    },
    topLevel: true,
  },
  'rotate-encryption-key': {
    method: 'POST',
    path: 'rotate',
    summary: 'Encrypt with a fresh key from now on.',
    responses: { 204: {} },
    sudo: true,
  },
  'rotate-keyring': {
    method: 'POST',
    path: 'rotate/keyring',
    summary: 'Encrypt with a fresh key from now on.',
    responses: { 204: {} },
    sudo: true,
  },
  'read-rotation-configuration': {
    method: 'GET',
    path: 'rotate/config',
    olderPaths: ['rotate/keyring/config'],
    summary: 'Tell when the encryption key is rotated by itself.',
    responses: {
      200: {
        enabled: answered('boolean', 'Whether it is.'),
        max_operations: answered('integer', 'After so many encryptions.'),
        interval: answered('any', 'After so long, as a duration; 0: at any age.'),
      },
    },
  },
  'configure-rotation': {
    method: 'POST',
    path: 'rotate/config',
    olderPaths: ['rotate/keyring/config'],
    summary: 'Set when the encryption key is rotated by itself. What is not sent stays.',
    body: {
      enabled: boolean('Whether it is rotated by itself.', { shown: true }),
      max_operations: integer('After so many encryptions: 1,000,000 to 3,865,470,566.', {
        shown: 3_865_470_566,
      }),
      interval: duration('After so long: a day or more; 0: at any age.', { shown: 0 }),
    },
    responses: { 204: {} },
  },
  'rotate-root-key': {
    method: 'POST',
    path: 'rotate/root',
    summary: 'Take a fresh root key. The key shares stay as they are.',
    responses: { 204: {} },
    sudo: true,
  },
});
