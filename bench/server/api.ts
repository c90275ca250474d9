/** An answer of the server as the benchmark looks at it: loosely typed, it checks what it uses. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Ask a server, for preparing a scenario. */
export async function askApi(
  url: string,
  to: { method: string; path: string; token?: string; body?: object },
): Promise<ApiAnswer> {
  const response = await fetch(`${url}/v1/${to.path}`, {
    method: to.method,
    headers: to.token === undefined ? {} : { 'X-Vault-Token': to.token },
    ...(to.body === undefined ? {} : { body: JSON.stringify(to.body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as ApiAnswer['body'],
  };
}

/** A member of an answer, found by its path. @throws Error when it is no text */
export function textAt(answer: ApiAnswer, ...path: readonly string[]): string {
  let value: unknown = answer.body;
  for (const name of path) value = (value as Record<string, unknown> | null | undefined)?.[name];
  if (typeof value !== 'string') {
    throw new Error(`an answer of status ${answer.status} has no ${path.join('.')}`);
  }
  return value;
}
