import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

const policy = 'length = 20\nrule "charset" {\n  charset = "abcdef0123456789"\n  min-chars = 2\n}';
const path = 'sys/policies/password';

function wrapped(text: string): object {
  return { errors: [`1 error occurred:\n\t* ${text}\n\n`] };
}

test('a password policy is stored as written, listed, and removed', async () => {
  const server = await startTestServer();

  expect((await server.request('POST', `${path}/conf`, { policy })).status).toBe(204);
  expect((await server.request('GET', `${path}/conf`)).body).toMatchObject({ data: { policy } });
  expect((await server.request('LIST', path)).body).toMatchObject({ data: { keys: ['conf'] } });
  expect((await server.request('DELETE', `${path}/conf`)).status).toBe(204);
  expect((await server.request('DELETE', `${path}/conf`)).status).toBe(204);

  const gone = await server.request('GET', `${path}/conf`);
  expect(gone.status).toBe(404);
  expect(gone.body).toEqual(wrapped('policy does not exist'));
  expect((await server.request('LIST', path)).body).toEqual({ errors: [] });
});

test('a password policy in base64 is stored decoded', async () => {
  const server = await startTestServer();
  const encoded = Buffer.from(policy).toString('base64');

  await server.request('POST', `${path}/conf`, { policy: encoded });

  expect((await server.request('GET', `${path}/conf`)).body).toMatchObject({ data: { policy } });
});

test('a made password keeps the rules, and two are never alike', async () => {
  const server = await startTestServer();
  await server.request('POST', `${path}/a/b`, { policy });

  const first = await server.request('GET', `${path}/a/b/generate`);
  const second = await server.request('GET', `${path}/a/b/generate`);

  const { password } = first.body['data'] as unknown as { password: string };
  expect(password).toMatch(/^[a-f0-9]{20}$/);
  expect(second.body['data']).not.toEqual({ password });
  expect((await server.request('GET', `${path}/none/generate`)).body).toEqual(
    wrapped('policy does not exist'),
  );
});

test.each([
  [{}, 'missing policy'],
  [
    { policy: 'length = 2' },
    'invalid password policy: 1 error occurred:\n\t* no charset specified\n\n',
  ],
  [
    { policy: 'length = 101\nrule "charset" { charset = "ab" }' },
    'passwords must be between 4 and 100 characters',
  ],
])('%j is refused', async (body, text) => {
  const server = await startTestServer();

  const answer = await server.request('POST', `${path}/bad`, body);

  expect(answer.status).toBe(400);
  expect(answer.body).toEqual(wrapped(text));
});

test('a policy that chance hardly ever meets is refused when it is written', async () => {
  const server = await startTestServer();
  const impossible = `length = 20
rule "charset" { charset = "abcdefghijklmnopqrstuvwxyz" }
rule "charset" { charset = "0" min-chars = 20 }`;

  const answer = await server.request('POST', `${path}/bad`, { policy: impossible });

  expect(answer.status).toBe(400);
  expect(answer.body).toEqual(
    wrapped('unable to construct test password from provided policy: are the rules impossible?'),
  );
});
