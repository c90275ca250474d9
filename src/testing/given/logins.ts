import type { JsonObject } from '../../lib/json.ts';
import type { GivenServer } from '../kit.ts';
import { bodyOf, objectAt, textAt } from './sent.ts';

/** A token, as a login or a creation answers it. */
export interface GivenToken {
  readonly token: string;
  readonly accessor: string;
  /** The whole `auth` of the answer. */
  readonly auth: JsonObject;
}

/** By which name a login is known in which mount: what an entity is linked to. */
export interface GivenAlias {
  readonly name: string;
  readonly mount_accessor: string;
}

/** Something that can log in. */
export interface GivenLogin {
  readonly alias: GivenAlias;
  /** Log in. Its promise rejects with an Error where that is refused. */
  login(options?: { readonly remoteAddress?: string }): Promise<GivenToken>;
}

/** The token in the `auth` of an answer. @throws Error where there is none */
export function givenTokenOf(body: JsonObject): GivenToken {
  const auth = objectAt(body, 'auth');
  return { token: textAt(auth, 'client_token'), accessor: textAt(auth, 'accessor'), auth };
}

/** What sends a login without a token. */
export function createLogin(
  server: GivenServer,
  path: string,
  data: () => JsonObject,
): GivenLogin['login'] {
  return async ({ remoteAddress = '127.0.0.1' } = {}) => {
    const answer = await server.request<unknown>('POST', path, data(), {
      token: '',
      remoteAddress,
    });
    return givenTokenOf(bodyOf(answer, `POST ${path}`));
  };
}
