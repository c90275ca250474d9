import { describe, expect, test } from 'vitest';
import { applied, DeclaredFolder, planOf } from '../testing/declared-server.ts';
import { everyDeclaredField } from '../testing/every-declared-field.ts';
import { leastDeclared } from '../testing/least-declared.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { DeclaredObject } from './documents/declared-object.ts';
import type { Plan } from './plan.ts';

describe('every method and field that is declared', () => {
  test('is applied, and changes nothing the second time', async () => {
    const server = await startTestServer({ audit: { folders: ['/'] } });
    using folder = new DeclaredFolder({ 'all.json': JSON.stringify(everyDeclaredField()) });
    const { objects } = folder.load();

    const first = await applied(server, folder);
    const second = await applied(server, folder);

    expect(first.changes.length).toBeGreaterThan(objects.length * 0.9);
    expect(describeChanges(second)).toEqual([]);
    expect(second.settled.filter(({ isRemembered }) => !isRemembered)).toEqual([]);
    expect(second.settled).toHaveLength(objects.length);
  });

  // cors answers the headers of the API beside those that were written
  test('differs in nothing that is answered, where the server remembers nothing of it', async () => {
    const server = await startTestServer({ audit: { folders: ['/'] } });
    using folder = new DeclaredFolder({ 'all.json': JSON.stringify(everyDeclaredField()) });
    const { objects } = folder.load();
    await applied(server, folder);
    await forget(server, objects);

    const { changes } = await planOf(server, folder);

    expect(answeredChanges(changes)).toEqual(['allowed_headers']);
  });

  test('has its default again where it is left out', async () => {
    const server = await startTestServer({ audit: { folders: ['/'] } });
    using folder = new DeclaredFolder({ 'all.json': JSON.stringify(everyDeclaredField()) });
    await applied(server, folder);
    const { objects } = folder.load();

    folder.write({ 'all.json': JSON.stringify(leastDeclared(everyDeclaredField())) });
    await applied(server, folder);

    await forget(server, objects);
    const { changes } = await planOf(server, folder);
    expect(answeredChanges(changes)).toEqual(['allowed_headers']);
  });
});

async function forget(server: TestServer, objects: readonly DeclaredObject[]): Promise<void> {
  const paths = objects.map(({ target }) => target.path);
  await server.request('POST', 'sys/declared/forget', { paths });
}

/** Fields that differ and that a read answers. */
function answeredChanges(changes: Plan['changes']): readonly string[] {
  return changes.flatMap(({ object, fields }) =>
    fields
      .map(({ name }) => name)
      .filter((name) => object.target.fields[name]?.readAs !== undefined),
  );
}

function describeChanges({ changes }: Plan): readonly unknown[] {
  return changes.map(({ object, fields }) => [
    object.target.title,
    ...fields.map(({ name, before, after }) => ({ name, before, after })),
  ]);
}
