import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Declared configuration. */
export const declaredErrors = {
  DECLARED_OBJECT_INVALID: {
    status: 400,
    text: 'each object needs the texts path, title and removal, the number phase, and marks that are texts',
    meaning:
      'What is to be remembered of an applied object, or compared with it, is not as it must be.',
  },
} as const satisfies Record<string, CatalogueEntry>;
