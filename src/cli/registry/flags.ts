import type { Flag } from '../command.ts';

/** Every client command has these: how to reach the server, and how to talk. */
export const connectionFlags: readonly Flag[] = [
  {
    name: 'address',
    kind: 'string',
    env: 'ADDR',
    fallback: 'https://127.0.0.1:8200',
    about: 'Address of the server; unix:///path for a socket.',
  },
  {
    name: 'agent-address',
    kind: 'string',
    env: 'AGENT_ADDR',
    about: 'Address of an agent; beats -address.',
  },
  { name: 'ca-cert', kind: 'string', env: 'CACERT', about: 'PEM file with the trusted CAs.' },
  {
    name: 'ca-path',
    kind: 'string',
    env: 'CAPATH',
    about: 'Directory of PEM files with trusted CAs.',
  },
  {
    name: 'client-cert',
    kind: 'string',
    env: 'CLIENT_CERT',
    about: 'PEM file with the client certificate.',
  },
  {
    name: 'client-key',
    kind: 'string',
    env: 'CLIENT_KEY',
    about: 'PEM file with its private key.',
  },
  {
    name: 'tls-server-name',
    kind: 'string',
    env: 'TLS_SERVER_NAME',
    about: 'Name to ask for and to verify.',
  },
  {
    name: 'tls-skip-verify',
    kind: 'boolean',
    env: 'SKIP_VERIFY',
    fallback: 'false',
    about: 'Trust any certificate.',
  },
  { name: 'namespace', kind: 'string', env: 'NAMESPACE', about: 'Namespace of the request.' },
  { name: 'ns', kind: 'string', about: 'Short form of -namespace.', isHidden: true },
  { name: 'header', kind: 'map', about: 'Further header, name=value; may repeat.' },
  {
    name: 'mfa',
    kind: 'list',
    env: 'MFA',
    about: 'MFA credential, method[:passcode]; may repeat.',
  },
  {
    name: 'wrap-ttl',
    kind: 'string',
    env: 'WRAP_TTL',
    about: 'Wrap the answer in a token of this life.',
  },
  {
    name: 'policy-override',
    kind: 'boolean',
    fallback: 'false',
    about: 'Override soft-mandatory policies.',
  },
  {
    name: 'disable-redirects',
    kind: 'boolean',
    env: 'DISABLE_REDIRECTS',
    fallback: 'false',
    about: 'Follow no redirect.',
  },
  {
    name: 'non-interactive',
    kind: 'boolean',
    fallback: 'false',
    about: 'Never ask; take standard input as empty.',
  },
].map((flag) => ({ ...flag, group: 'connection' }) as Flag);

/** How every command talks. */
export const talkFlags: readonly Flag[] = [
  { name: 'no-color', kind: 'boolean', fallback: 'false', about: 'No colour (as NO_COLOR).' },
  {
    name: 'errors',
    kind: 'string',
    fallback: 'text',
    values: ['text', 'json'],
    about: 'Form of errors on stderr.',
  },
  {
    name: 'debug',
    kind: 'boolean',
    fallback: 'false',
    about: 'Log each request on stderr, without secrets.',
  },
].map((flag) => ({ ...flag, group: 'output' }) as Flag);

const requestFlags: readonly Flag[] = [
  {
    name: 'output-curl-string',
    kind: 'boolean',
    group: 'output',
    fallback: 'false',
    about: 'Print the request as a curl command.',
  },
  {
    name: 'output-policy',
    kind: 'boolean',
    group: 'output',
    fallback: 'false',
    about: 'Print the policy that the request needs.',
  },
];

/** Flags of a command that speaks to the server and only acknowledges. */
export const clientFlags: readonly Flag[] = [...requestFlags, ...talkFlags, ...connectionFlags];

/** Format of printed data. */
export const formatFlag: Flag = {
  name: 'format',
  kind: 'string',
  env: 'FORMAT',
  fallback: 'table',
  values: ['table', 'json', 'yaml'],
  group: 'output',
  about: 'How data is printed.',
};

/** Print one value of the answer. */
export const fieldFlag: Flag = {
  name: 'field',
  kind: 'string',
  group: 'output',
  about: 'Print this field alone.',
};

/** The whole answer of a list. */
export const detailedFlag: Flag = {
  name: 'detailed',
  kind: 'boolean',
  env: 'DETAILED',
  fallback: 'false',
  group: 'output',
  about: 'Show all that is known of each entry.',
};

/** Flags of a command that prints data. */
export const dataFlags: readonly Flag[] = [formatFlag, ...clientFlags];
