import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBytes } from '../../../lib/compare-bytes.ts';
import { type JsonObject, parseJson } from '../../../lib/json.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

async function startWithKv(): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
  return server;
}

async function keysOf(server: TestServer, verb: 'LIST' | 'SCAN', path: string): Promise<string[]> {
  const { body } = await server.request(verb, path);
  const data = body['data'] as unknown as { readonly keys: string[] } | undefined;
  return data?.keys ?? [];
}

/** What a list of a folder shows of a set of paths. */
function childrenOf(paths: readonly string[], folder: string): string[] {
  const names = paths
    .filter((path) => path.startsWith(folder))
    .map((path) => /^[^/]*\/?/.exec(path.slice(folder.length))?.[0] ?? '');
  return [...new Set(names)].sort(compareBytes);
}

test('after any writes and deletes, lists and scans show what is there and nothing else', async () => {
  const segments = fc.constantFrom('a', 'b', 'a-', '0', '\u{1F511}', '\uFFFD');
  const paths = fc.array(segments, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const steps = fc.array(fc.tuple(fc.constantFrom('POST', 'DELETE'), paths), { maxLength: 25 });

  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const server = await startWithKv();
      const kept = new Set<string>();
      for (const [verb, path] of taken) {
        await server.request(verb, `kv/${path}`, verb === 'POST' ? { x: 1 } : {});
        if (verb === 'POST') kept.add(path);
        else kept.delete(path);
      }

      const all = [...kept].sort(compareBytes);
      expect(await keysOf(server, 'SCAN', 'kv/')).toEqual(all);
      const folders = new Set(['', 'a/', 'b/', ...all.map((path) => path.replace(/[^/]*$/, ''))]);
      for (const folder of folders) {
        expect(await keysOf(server, 'LIST', `kv/${folder}`)).toEqual(childrenOf(all, folder));
      }
    }),
    { numRuns: 40 },
  );
});

test('any object comes back as it was sent', async () => {
  const server = await startWithKv();
  const keys = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.constantFrom('__proto__', 'constructor', 'ttl', '\u2028', '\u{1F511}', 'e\u0301', '\0'),
  );
  const objects = fc.dictionary(keys, fc.jsonValue(), { minKeys: 1 });

  await fc.assert(
    fc.asyncProperty(objects, async (data) => {
      const sent = parseJson(JSON.stringify(data)) as JsonObject;
      expect((await server.request('POST', 'kv/any', sent)).status).toBe(204);

      const { body } = await server.request('GET', 'kv/any');
      expect(body['data']).toEqual(JSON.parse(JSON.stringify(data)));
    }),
    { numRuns: 200 },
  );
});

test('writes at the same moment into one folder lose nothing', async () => {
  const server = await startWithKv();
  const names = Array.from({ length: 20 }, (_, i) => String(i).padStart(2, '0'));

  const answers = await Promise.all(
    names.map((name) => server.request('POST', `kv/deep/er/${name}`, { name })),
  );

  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 204));
  expect(await keysOf(server, 'SCAN', 'kv/')).toEqual(names.map((name) => `deep/er/${name}`));
});

test('a folder that is emptied and filled at the same moment stays listed', async () => {
  for (let round = 0; round < 10; round++) {
    const server = await startWithKv();
    await server.request('POST', 'kv/f/old', { x: 1 });

    await Promise.all([
      server.request('DELETE', 'kv/f/old'),
      server.request('POST', 'kv/f/new', { x: 1 }),
    ]);

    expect(await keysOf(server, 'LIST', 'kv/')).toEqual(['f/']);
    expect(await keysOf(server, 'LIST', 'kv/f')).toEqual(['new']);
  }
});
