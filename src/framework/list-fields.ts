import { answered, integer, text } from './field.ts';

/** Bounds of a list, in its query. */
export const listBounds = {
  after: text('Only names behind this one, in byte order.'),
  limit: integer('At most this many names; 0 or less for all.'),
};

/** What a list of names answers. */
export const listedKeys = {
  keys: answered('string-list', 'The names, in byte order.'),
};
