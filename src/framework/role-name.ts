import { parameter } from './field.ts';

/** Name of a role in a path. Letters have no case: policy, record and token see the small ones. */
export const roleName = parameter('Name of the role; large and small letters are the same.', {
  canonical: (name) => name.toLowerCase(),
});
