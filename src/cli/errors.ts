import { CliError, exitCodes } from './cli-error.ts';
import { escapeControls } from './output/table.ts';
import { capabilitiesFor } from './output-policy.ts';
import { ActError, type ConnectionError, RemoteError, type Refusal } from './remote-error.ts';

/** A failure made ready for stderr. */
export interface FailureReport {
  readonly text: string;
  /** What `-errors=json` prints. */
  readonly json: {
    readonly errors: readonly string[];
    readonly status?: number;
    readonly request_id?: string;
  };
  readonly exitCode: number;
}

/** Put any failure into words; an unknown one gets one line and no stack. */
export function describeFailure(error: unknown): FailureReport {
  if (error instanceof ActError) return describeAct(error);
  if (error instanceof CliError) {
    // A command with exit codes of its own wraps what the server said.
    if (error.cause instanceof ActError) {
      return { ...describeAct(error.cause), exitCode: error.exitCode };
    }
    return {
      text: error.message,
      json: { errors: error.message.split('\n') },
      exitCode: error.exitCode,
    };
  }
  const text = `Unexpected failure, which is a fault of this program: ${error instanceof Error ? error.name : typeof error}. Set PORTCULLIS_DEBUG=api for the details.`;
  return { text, json: { errors: [text] }, exitCode: exitCodes.local };
}

function describeAct({ act, cause }: ActError): FailureReport {
  if (cause instanceof RemoteError) {
    const { refusal } = cause;
    const errors = refusal.raw === undefined ? refusal.errors : [refusal.raw.trim()];
    return {
      text: `${act}: ${describeRefusal(refusal)}`,
      json: { errors, status: refusal.status, request_id: refusal.requestId },
      exitCode: exitCodes.remote,
    };
  }
  const text = `${act}: ${explainConnection(cause)}`;
  return { text, json: { errors: text.split('\n') }, exitCode: exitCodes.remote };
}

function describeRefusal(refusal: Refusal): string {
  const lines = ['Error making API request.', ''];
  if (refusal.namespace !== '') lines.push(`Namespace: ${refusal.namespace}`);
  lines.push(`URL: ${refusal.method} ${refusal.url}`);
  if (refusal.raw === undefined) {
    lines.push(`Code: ${refusal.status}. Errors:`, '');
    lines.push(...refusal.errors.map((each) => `* ${each.trim()}`));
  } else {
    lines.push(`Code: ${refusal.status}. Raw Message:`, '', refusal.raw.trim());
  }
  const advice = adviseOn(refusal);
  return [...lines, ...(advice.length > 0 ? ['', ...advice] : [])].join('\n').trimEnd();
}

function adviseOn(refusal: Refusal): readonly string[] {
  const advice: string[] = [];
  if (/HTTP request to an HTTPS server/i.test(refusal.raw ?? '')) {
    advice.push('The server speaks https: use an https:// address (-address, VAULT_ADDR).');
  }
  if (refusal.status === 403) advice.push(...adviseOnDenial(refusal));
  if (refusal.status === 503 && refusal.errors.some((each) => each.includes('sealed'))) {
    advice.push('The server is sealed: portcullis operator unseal');
  }
  if (refusal.requestId !== '') {
    advice.push(`Request id: ${refusal.requestId}`);
    if (isExplained(refusal)) {
      advice.push(
        `An operator sees why, for an hour: portcullis explain ${escapeControls(refusal.requestId)}`,
      );
    }
  }
  return advice;
}

/** Whether the server tells its operators more about a refusal than its caller. */
function isExplained({ status, call }: Refusal): boolean {
  return status === 403 || (status === 400 && /^auth\/.+\/login(\/|$)/.test(call.path));
}

function adviseOnDenial({ call, hadToken }: Refusal): readonly string[] {
  if (!hadToken) return ['No token was sent: log in with portcullis login, or set VAULT_TOKEN.'];
  const mount = /^sys\/internal\/ui\/mounts\/(.+)$/.exec(call.path)?.[1];
  if (mount !== undefined) {
    // The server answers alike for both, so that nobody learns which mounts there are.
    return [
      `Either nothing is mounted at ${mount}, or the token in use may do nothing there.`,
      'See what is mounted: portcullis secrets list',
    ];
  }
  const wanted = capabilitiesFor(call).join(', ');
  return [
    `The request needs ${wanted} on ${call.path}, and a token that is still valid.`,
    `See what the token in use may do: portcullis token capabilities ${call.path}`,
  ];
}

const refusedHint = 'Nothing listens there. Is the server running, and is the address right?';
const untrustedHint =
  'Its certificate is signed by nobody that is trusted here: name the CA with -ca-cert (VAULT_CACERT).';
const plainHint = 'The peer answers in plain HTTP: use an http:// address (-address, VAULT_ADDR).';

/** What each code of node:net, node:tls and OpenSSL means to a user, and the setting to change. */
const connectionHints: Readonly<Record<string, string>> = {
  ECONNREFUSED: `${refusedHint} (-address, VAULT_ADDR)`,
  ENOENT: 'There is no such socket. (-address, VAULT_ADDR)',
  EACCES: 'The socket may not be opened by this user. (-address, VAULT_ADDR)',
  ENOTFOUND: 'The host name is not known. (-address, VAULT_ADDR)',
  EAI_AGAIN: 'The host name cannot be looked up now. Is the network up? (-address, VAULT_ADDR)',
  EHOSTUNREACH: 'There is no route to the host. (-address, VAULT_ADDR, VAULT_PROXY_ADDR)',
  ENETUNREACH: 'There is no route to the network. (-address, VAULT_ADDR, VAULT_PROXY_ADDR)',
  ETIMEDOUT: 'No answer came in time. (VAULT_CLIENT_TIMEOUT, -address)',
  ECONNRESET:
    'The peer closed the connection. Does it expect https:// in place of http://? (-address, VAULT_ADDR)',
  CERT_HAS_EXPIRED: 'Its certificate has expired: the server needs a new one.',
  CERT_NOT_YET_VALID: 'Its certificate is not valid yet: is the clock right here and there?',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrustedHint,
  SELF_SIGNED_CERT_IN_CHAIN: untrustedHint,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrustedHint,
  UNABLE_TO_GET_ISSUER_CERT: untrustedHint,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrustedHint,
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Its certificate is for another name: use that name, or -tls-server-name (VAULT_TLS_SERVER_NAME).',
  ERR_SSL_WRONG_VERSION_NUMBER: plainHint,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: plainHint,
  EPROTO: plainHint,
  HPE_INVALID_CONSTANT:
    'The peer does not speak HTTP in this way: does it expect https://? (-address, VAULT_ADDR)',
};

function explainConnection(error: ConnectionError): string {
  if (error.code === 'RedirectRefused') {
    return `${error.message}, which is not followed (see -disable-redirects)`;
  }
  const hint =
    connectionHints[error.code] ??
    (error.code.includes('CLIENT_CERT') || error.code.includes('ALERT')
      ? 'The server refused the TLS handshake: it may want a client certificate (-client-cert, -client-key).'
      : error.message);
  return `no answer from ${withoutCredentials(error.address)}\n${hint}`;
}

function withoutCredentials(address: string): string {
  return address.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
}
