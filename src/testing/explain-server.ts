import type { JsonObject } from '../lib/json.ts';
import { startTestServer, type TestRequest, type TestServer, type Verb } from './test-server.ts';

/** One check as an explanation shows it. */
export interface ShownCheck {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly expected?: string;
  readonly received?: string;
  readonly code?: string;
}

/** An explanation as it is answered. */
export interface ShownExplanation {
  readonly allowed: boolean;
  readonly error_code: string;
  readonly checks: readonly ShownCheck[];
  readonly would_be?: JsonObject;
  readonly is?: JsonObject;
}

/** A server with what tests of explanations ask of it. */
export interface ExplainServer extends TestServer {
  /** Send a request that must succeed. @returns its `data`, or `auth` where it has one */
  must(
    verb: Verb,
    path: string,
    data?: JsonObject,
    options?: TestRequest,
  ): Promise<Readonly<Record<string, never>>>;
  explain(path: string, data?: JsonObject, options?: TestRequest): Promise<ShownExplanation>;
  /** Every row of the store, bytes and versions included. */
  rows(): Promise<readonly unknown[]>;
}

/** Start a server with userpass and AppRole mounted. */
export async function startExplainServer(
  options: Parameters<typeof startTestServer>[0] = {},
): Promise<ExplainServer> {
  const server = await startTestServer(options);
  const must: ExplainServer['must'] = async (...of) => {
    const { status, body } = await server.request(...of);
    if (status >= 400) throw new Error(`${of[1]}: ${status} ${JSON.stringify(body)}`);
    return body?.['auth'] ?? body?.['data'] ?? {};
  };
  await server.given.authMethod('userpass');
  await server.given.authMethod('approle');
  return {
    ...server,
    must,
    explain: async (path, ...rest) =>
      (await must('POST', path, ...rest)) as unknown as ShownExplanation,
    rows: () => server.store.scan('', { limit: 100_000 }),
  };
}

/** The check that failed, of an explanation. */
export function failedOf({ checks }: Pick<ShownExplanation, 'checks'>): ShownCheck | undefined {
  return checks.find(({ outcome }) => outcome === 'failed');
}

/** A text of some data. @throws Error when there is none */
export function textOf(data: Readonly<Record<string, unknown>>, name: string): string {
  const value = data[name];
  if (typeof value !== 'string') throw new Error(`no text ${name}`);
  return value;
}
