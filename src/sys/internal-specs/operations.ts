import { boolean, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const options = {
  generic_mount_paths: boolean('Write {userpass_mount_path} and the like instead of the paths.'),
  context: text('Accepted for older clients, not used.', { deprecated: true }),
};

/** The description of the API: data only. */
export const operations = defineOperations({
  'internal-generate-open-api-document': {
    method: 'GET',
    path: 'internal/specs/openapi',
    summary: 'Read the OpenAPI document of the mounts that the caller may know of.',
    body: options,
    responses: { 200: 'raw' },
    unauthenticated: true,
    readsToken: true,
  },
  'internal-generate-open-api-document-with-parameters': {
    method: 'POST',
    path: 'internal/specs/openapi',
    summary: 'Read the OpenAPI document of the mounts that the caller may know of.',
    body: options,
    responses: { 200: 'raw' },
    unauthenticated: true,
    readsToken: true,
  },
});
