import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { freePort, startTestProcess } from '../support/server-process.ts';
import { builtEntry, createWorkplace } from './built.ts';

test('a reader that never empties the output pipe does not stall the server', async () => {
  const place = createWorkplace();
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      builtEntry,
      'server',
      '-dev',
      '-dev-root-token-id=root',
      '-dev-no-store-token',
      '-log-level=trace',
      `-dev-listen-address=127.0.0.1:${port}`,
    ],
    { cwd: place.folder, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const url = `http://127.0.0.1:${port}/v1`;
  try {
    await untilAnswers(`${url}/sys/health`);
    // each refusal is a line of the log; together they are far more than a pipe holds
    for (let round = 0; round < 200; round++) {
      const calls = Array.from({ length: 20 }, () => fetch(`${url}/secret/${'x'.repeat(200)}`));
      for (const response of await Promise.all(calls)) await response.text();
    }
    const answer = await fetch(`${url}/sys/health`);
    expect(answer.status).toBe(200);

    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  } finally {
    child.kill('SIGKILL');
    place.remove();
  }
});

test('SIGTERM lets a login that has begun finish', async () => {
  const place = createWorkplace();
  const server = await startTestProcess(
    ['server', '-dev', '-dev-root-token-id=root', '-dev-no-store-token'],
    {
      cwd: place.folder,
      entry: builtEntry,
    },
  );
  const headers = { 'x-vault-token': 'root' };
  const post = (path: string, body: object) =>
    fetch(`${server.url}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  await post('sys/auth/userpass', { type: 'userpass' });
  await post('auth/userpass/users/alice', { password: 'correct horse' });

  const logins = Array.from({ length: 16 }, () =>
    post('auth/userpass/login/alice', { password: 'correct horse' }),
  );
  const begun = async (): Promise<number> => {
    const answer = await fetch(`${server.url}/v1/sys/in-flight-req`, { headers });
    return (await answer.text()).split('auth/userpass/login/alice').length - 1;
  };
  const ended = Promise.any(logins).then(() => logins.length);
  // they wait for their hashes, a few at a time: all have begun before the last ends
  while ((await Promise.race([ended, begun()])) < logins.length);
  const code = await server.stop();

  expect((await Promise.all(logins)).map(({ status }) => status)).toEqual(logins.map(() => 200));
  expect(code).toBe(0);
  place.remove();
});

async function untilAnswers(url: string): Promise<void> {
  for (;;) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
