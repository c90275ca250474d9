import { answered } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** The token method: data only. */
export const operations = defineOperations({
  'token-look-up-self': {
    method: 'GET',
    path: 'lookup-self',
    summary: 'Read the token that makes the request.',
    responses: { 200: { id: answered('string', 'The token.', { secret: true }) } },
  },
});
