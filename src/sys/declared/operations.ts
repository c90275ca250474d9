import { answered, object, objectList, stringList } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** What declared configuration remembers of what it applied: data only. */
export const operations = defineOperations({
  'declared-read-objects': {
    method: 'GET',
    path: 'declared/objects',
    summary: 'Tell what declared configuration has applied, by path.',
    responses: {
      200: {
        objects: answered(
          'object',
          'By path: folder, title, removal (the path that removes it), phase, applied_at.',
        ),
      },
    },
    sudo: true,
  },
  'declared-compare': {
    method: 'POST',
    path: 'declared/compare',
    summary: 'Tell which marks of applied objects are what they were.',
    body: {
      objects: object('By path: texts by the names of their marks.', {
        required: true,
        secret: true,
      }),
    },
    responses: {
      200: {
        objects: answered('object', 'By path, of known objects: the names of marks that match.'),
      },
    },
    sudo: true,
  },
  'declared-record': {
    method: 'POST',
    path: 'declared/record',
    summary: 'Remember what was applied; of the texts only keyed hashes are kept.',
    body: {
      objects: objectList('What was applied, in the place of what was known of it.', {
        required: true,
        secret: true,
      }),
    },
    responses: { 204: {} },
    sudo: true,
  },
  'declared-forget': {
    method: 'POST',
    path: 'declared/forget',
    summary: 'Forget objects; they stay what they are, but belong to no folder any more.',
    body: { paths: stringList('Their paths.', { required: true }) },
    responses: { 204: {} },
    sudo: true,
  },
});
