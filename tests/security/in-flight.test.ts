import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultListenerConfig } from '../../src/config/listener.ts';
import { loadServerConfig } from '../../src/config/load.ts';
import { startListener } from '../../src/http/listener.ts';
import { startTestServer } from '../../src/testing/test-server.ts';

async function ask(opens: boolean, path = 'sys/in-flight-req') {
  const server = await startTestServer();
  const config = { ...defaultListenerConfig, address: '127.0.0.1:0', opens_in_flight: opens };
  const listener = await startListener(config, server.core, { log: () => undefined });
  const answer = await fetch(`${listener.url}/v1/${path}`);
  const body = (await answer.json()) as Record<string, unknown>;
  await listener.stop(0);
  return { status: answer.status, rows: Object.values(body), server };
}

test('requests in flight need a token, unless the listener says otherwise', async () => {
  const closed = await ask(false);
  const open = await ask(true);

  expect(closed.status).toBe(403);
  expect(open.status).toBe(200);
  expect(open.rows).toMatchObject([
    { request_path: '/v1/sys/in-flight-req', request_method: 'GET', client_id: '' },
  ]);
});

test('such a listener opens nothing else', async () => {
  const answers = await Promise.all(
    ['sys/mounts', 'sys/in-flight-req/x', 'sys/loggers'].map((path) => ask(true, path)),
  );

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
});

test('the configuration opens them by a block of the listener, and knows no other options there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-flight-'));
  const load = (profiling: string) => {
    const file = join(folder, 'a.hcl');
    const listener = `listener "tcp" { tls_disable = true ${profiling} }`;
    writeFileSync(file, `${listener}\nstorage "inmem" {}`);
    return loadServerConfig({ paths: [file], env: {} }).listeners[0]?.opens_in_flight;
  };

  const option = 'unauthenticated_in_flight_request_access';
  const [open, closed, absent] = [
    load(`\nprofiling { ${option} = true }\n`),
    load(`\nprofiling { ${option} = false }\n`),
    load(''),
  ];

  expect([open, closed, absent]).toEqual([true, undefined, undefined]);
  expect(() => load('\nprofiling { odd = true }\n')).toThrow('odd');
  rmSync(folder, { recursive: true });
});
