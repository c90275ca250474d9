import { answered, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';
import { mountInfo, trimMountPath } from '../mounts/fields.ts';

/** What user interfaces ask for, below `sys/internal/ui`: data only. */
export const operations = defineOperations({
  'internal-ui-list-enabled-visible-mounts': {
    method: 'GET',
    path: 'internal/ui/mounts',
    summary: 'List the mounts that the caller may know of.',
    responses: {
      200: {
        auth: answered('object', 'Auth methods by path.'),
        secret: answered('object', 'Secrets engines by path.'),
      },
    },
    unauthenticated: true,
    readsToken: true,
  },
  'internal-ui-read-mount-information': {
    method: 'GET',
    path: 'internal/ui/mounts/{path+}',
    summary: 'Read the mount that holds a path; needs a token.',
    params: { path: text('Any path in the mount.', { canonical: trimMountPath }) },
    responses: { 200: { ...mountInfo, path: answered('string', 'Path of the mount.') } },
    unauthenticated: true,
    readsToken: true,
  },
  'internal-ui-list-namespaces': {
    method: 'GET',
    path: 'internal/ui/namespaces',
    summary: 'List the namespaces that the caller may use; needs a token.',
    responses: { 200: { keys: answered('string-list', 'Paths of the namespaces.') } },
    unauthenticated: true,
    readsToken: true,
  },
  'internal-ui-read-resultant-acl': {
    method: 'GET',
    path: 'internal/ui/resultant-acl',
    summary: 'Read what the policies of the calling token allow.',
    responses: {
      200: {
        root: answered('boolean', 'Whether everything is allowed.'),
        exact_paths: answered('object', 'Rules by path.'),
        glob_paths: answered('object', 'Rules by the beginning of a path.'),
        unresolved_paths: answered('string-list', 'Templated paths that have no value.'),
      },
    },
  },
});
