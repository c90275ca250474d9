import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Explanations. */
export const explanationsErrors = {
  REFUSAL_UNKNOWN: {
    status: 404,
    text: 'no refusal of this request id is known to this process; it may be found in audit',
    meaning:
      'Refusals are kept for an hour, in the memory of the process that answered, as far as there is room. Audit has each of them, with the check that failed.',
    wrapped: true,
  },
  POLICY_TEST_PATH_MISSING: {
    status: 400,
    text: 'missing path',
    meaning: 'A test of policies needs the path of the request that is imagined.',
    wrapped: true,
  },
  POLICY_TEST_SUBJECT: {
    status: 400,
    text: 'name one of token, accessor and policies',
    meaning:
      'A test of policies needs a token, an accessor or names of policies, and one of these only.',
    wrapped: true,
  },
  POLICY_TEST_OPERATION: {
    status: 400,
    text: 'operation must be one of {known}',
    meaning: 'The operation is none that policies grant.',
    wrapped: true,
  },
} as const satisfies Record<string, CatalogueEntry>;
