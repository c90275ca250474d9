import type { TestAnswer } from './test-server.ts';

/** The token in the answer of a login or a creation; empty where there is none. */
export function clientTokenOf(answer: TestAnswer): string {
  const { auth } = answer.body as { readonly auth?: { readonly client_token: string } | null };
  return auth?.client_token ?? '';
}
