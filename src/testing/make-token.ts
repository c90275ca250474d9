import type { JsonObject } from '../lib/json.ts';
import type { TestAnswer, TestServer } from './test-server.ts';

/** A token that a test made. */
export interface MadeToken {
  readonly token: string;
  readonly accessor: string;
  /** The `auth` of the answer that brought it. */
  readonly auth: JsonObject;
  readonly warnings: readonly string[] | null;
}

/** How a test has a token made. */
export interface MakeTokenOptions {
  /** Path below `auth/token/`; default: `create`. */
  readonly path?: string;
  /** Token of the maker; default: root. */
  readonly as?: string;
  readonly remoteAddress?: string;
}

interface MadeAnswer {
  readonly auth: JsonObject & { readonly client_token: string; readonly accessor: string };
  readonly warnings: readonly string[] | null;
}

/** Make a token. @throws Error when that is refused */
export async function makeToken(
  server: TestServer,
  body: JsonObject = {},
  { path = 'create', as = server.rootToken, remoteAddress }: MakeTokenOptions = {},
): Promise<MadeToken> {
  const answer = await server.request('POST', `auth/token/${path}`, body, {
    token: as,
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
  });
  if (answer.status !== 200) throw new Error(`no token was made: ${JSON.stringify(answer.body)}`);
  const { auth, warnings } = answer.body as unknown as MadeAnswer;
  return { token: auth.client_token, accessor: auth.accessor, auth, warnings };
}

/** What a token reads of itself: the `data` of lookup-self. @throws Error when that is refused */
export async function lookUpSelf(server: TestServer, token: string): Promise<JsonObject> {
  const answer = await server.request('GET', 'auth/token/lookup-self', {}, { token });
  if (answer.status !== 200) throw new Error(`the token is refused: ${answer.status}`);
  return dataOf(answer);
}

/** Whether a token is accepted. */
export async function isAccepted(server: TestServer, token: string): Promise<boolean> {
  const answer = await server.request('GET', 'auth/token/lookup-self', {}, { token });
  return answer.status === 200;
}

/** The `data` of an answer. */
export function dataOf(answer: TestAnswer): JsonObject {
  return answer.body['data'] as unknown as JsonObject;
}

/** Status and one error text of an answer, for one comparison. */
export function refusalOf(answer: TestAnswer): readonly [number, string | undefined] {
  const errors = answer.body['errors'] as unknown as readonly string[] | undefined;
  return [answer.status, errors?.[0]];
}
