import { answered, commaList, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

const paths = {
  paths: commaList('Paths to ask about.'),
  path: commaList('Older name of paths.', { deprecated: true }),
};

const token = text('Token to ask about.', { secret: true });

const granted = {
  capabilities: answered('string-list', 'What is granted, if one path was asked about.'),
};

/** What a token may do: data only. */
export const operations = defineOperations({
  'query-token-capabilities': {
    method: 'POST',
    path: 'capabilities',
    summary: 'Tell what a token may do at some paths; each path is a key of the answer.',
    body: { token, ...paths },
    responses: { 200: granted },
    topLevel: true,
  },
  'query-token-accessor-capabilities': {
    method: 'POST',
    path: 'capabilities-accessor',
    summary: 'The same for the token of an accessor.',
    body: { accessor: text('Accessor of the token.'), ...paths },
    responses: { 200: granted },
    topLevel: true,
  },
  'query-token-self-capabilities': {
    method: 'POST',
    path: 'capabilities-self',
    summary: 'The same for the calling token.',
    body: {
      token: text('Accepted for older clients; the calling token is what counts.', {
        secret: true,
        deprecated: true,
      }),
      ...paths,
    },
    responses: { 200: granted },
    topLevel: true,
  },
});
