import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const rules = 'path "a/b" { capabilities = ["read"] }';
const acl = 'sys/policies/acl';

async function givenPolicy(server: TestServer, name: string, policy = rules): Promise<void> {
  expect(await server.request('POST', `${acl}/${name}`, { policy })).toMatchObject({ status: 204 });
}

async function errorsOf(answer: Promise<{ status: number; body: object }>): Promise<unknown> {
  const { status, body } = await answer;
  return [status, ...(body as { errors: string[] }).errors];
}

describe('reading', () => {
  test('a policy is answered as it was written, in both forms', async () => {
    const server = await startTestServer();
    await givenPolicy(server, 'one');
    const details = {
      version: 1,
      cas_required: false,
      allow_slashes_in_identity_templates: false,
      allow_wildcards_in_identity_templates: false,
      modified: '2026-01-01T00:00:00Z',
    };

    const newer = await server.request('GET', `${acl}/one`);
    const older = await server.request('GET', 'sys/policy/one');

    expect(newer.body).toMatchObject({ data: { ...details, name: 'one', policy: rules } });
    expect(newer.body).not.toHaveProperty('name');
    expect(older.body).toMatchObject({ name: 'one', rules, data: { ...details, rules } });
  });

  test('case, blanks and a slash at the end do not make another policy', async () => {
    const server = await startTestServer();
    await givenPolicy(server, 'one');

    for (const spelling of ['ONE', ' one ', 'one/', 'One /']) {
      const answer = await server.request('GET', `${acl}/${spelling}`);
      expect(answer.body).toMatchObject({ data: { name: 'one' } });
    }
  });

  test('the root policy reads as an empty one', async () => {
    const server = await startTestServer();

    const answer = await server.request('GET', `${acl}/root`);

    expect(answer.body).toMatchObject({ data: { name: 'root', policy: '', version: 0 } });
    expect(answer.body['data']).not.toHaveProperty('modified');
  });

  test('a policy that does not exist is an empty 404', async () => {
    const server = await startTestServer();

    expect(await errorsOf(server.request('GET', `${acl}/none`))).toEqual([404]);
    expect(await errorsOf(server.request('GET', 'sys/policy/none'))).toEqual([404]);
  });
});

describe('listing', () => {
  test('names are sorted, root comes last, the wrapping policy is not shown', async () => {
    const server = await startTestServer();
    await givenPolicy(server, 'zoo');
    await givenPolicy(server, 'ant');
    const keys = ['ant', 'default', 'zoo', 'root'];

    expect((await server.request('LIST', acl)).body).toMatchObject({ data: { keys } });
    for (const verb of ['GET', 'LIST'] as const) {
      const older = await server.request(verb, 'sys/policy');
      expect(older.body).toMatchObject({ keys, policies: keys, data: { keys, policies: keys } });
    }
    expect((await server.request('GET', 'sys/policy/')).body).toMatchObject({ keys });
    expect((await server.request('GET', acl)).status).toBe(405);
  });

  test('below a folder only its policies are listed', async () => {
    const server = await startTestServer();
    await givenPolicy(server, 'team/a');
    await givenPolicy(server, 'team/b/c');
    await givenPolicy(server, 'teams');

    const listed = await server.request('LIST', `${acl}/Team`);

    expect(listed.body).toMatchObject({ data: { keys: ['team/a', 'team/b/c'] } });
    expect(await errorsOf(server.request('LIST', `${acl}/none`))).toEqual([404]);
  });

  test('a long list is read page by page, up to root', async () => {
    const server = await startTestServer();
    for (const name of ['ant', 'bee', 'zoo']) await givenPolicy(server, name);
    const page = async (after: string, limit: number) => {
      const { body } = await server.request('LIST', acl, { after, limit });
      return (body['data'] as unknown as { keys: string[] } | undefined)?.keys;
    };

    expect(await page('', 3)).toEqual(['ant', 'bee', 'default']);
    expect(await page('default', 3)).toEqual(['zoo', 'root']);
    expect(await page('zoo', 1)).toEqual(['root']);
    expect(await page('root', 1)).toBeUndefined();
  });

  test('the detailed list has what a read answers beside the text', async () => {
    const server = await startTestServer();
    await server.request('POST', `${acl}/team/a`, { policy: rules, cas_required: true });

    const listed = await server.request('LIST', 'sys/policies/detailed/acl/team');
    const whole = await server.request('LIST', 'sys/policies/detailed/acl');

    expect(listed.body).toMatchObject({
      data: { keys: ['team/a'], key_info: { 'team/a': { version: 1, cas_required: true } } },
    });
    expect(whole.body).toMatchObject({ data: { key_info: { default: { version: 1 } } } });
  });
});

describe('writing', () => {
  test('a policy may be HCL, JSON, or either in base64', async () => {
    const server = await startTestServer();
    const json = '{"path": {"a/*": {"capabilities": ["create"]}}}';

    await givenPolicy(server, 'json', json);
    await givenPolicy(server, 'base64', Buffer.from(rules).toString('base64'));

    expect((await server.request('GET', `${acl}/json`)).body).toMatchObject({
      data: { policy: json },
    });
    expect((await server.request('GET', `${acl}/base64`)).body).toMatchObject({
      data: { policy: rules },
    });
  });

  test('the older path takes rules, with a warning, and policy without one', async () => {
    const server = await startTestServer();

    const older = await server.request('PUT', 'sys/policy/one', { rules });
    const newer = await server.request('PUT', 'sys/policy/one', { policy: rules });

    expect(older).toMatchObject({
      status: 200,
      body: { warnings: ["'rules' is deprecated, please use 'policy' instead"] },
    });
    expect(newer.status).toBe(204);
  });

  test('a name in another case is stored in lower case, with a warning', async () => {
    const server = await startTestServer();

    const answer = await server.request('POST', `${acl}/Team/One`, { policy: rules });

    expect(answer).toMatchObject({
      status: 200,
      body: { warnings: ['policy name was converted to team/one'] },
    });
  });

  test.each([
    [{}, "'policy' parameter not supplied or empty"],
    [{ policy: '' }, "'policy' parameter not supplied or empty"],
    [
      { policy: 'path "a" { capabilities = ["fly"] }' },
      'failed to parse policy: path "a": invalid capability "fly"',
    ],
    [{ policy: 'path' }, 'failed to parse policy: At 1:1: illegal char'],
    [
      { policy: 'pth "a" { capabilities = ["read"] }' },
      'failed to parse policy: 1 error occurred:\n\t* invalid key "pth" on line 0\n\n',
    ],
    [
      { policy: rules, ttl: '1h', expiration: '2027-01-01T00:00:00Z' },
      "cannot supply both 'expiration' and 'ttl' for policies",
    ],
    [
      { policy: rules, expiration: '2025-12-31T23:59:59Z' },
      'refusing to update policy as expiration time has already elapsed',
    ],
    [
      { policy: rules, expiration: 'tomorrow' },
      'Field validation failed: error converting input for field "expiration": expected RFC 3339 or unix seconds',
    ],
  ])('%j is refused', async (body, text) => {
    const server = await startTestServer();

    expect(await errorsOf(server.request('POST', `${acl}/bad`, body))).toEqual([400, text]);
    expect(await errorsOf(server.request('GET', `${acl}/bad`))).toEqual([404]);
  });

  test('the policies of the server are fixed; default may be changed but not removed', async () => {
    const server = await startTestServer();
    const write = (name: string) => server.request('POST', `${acl}/${name}`, { policy: rules });
    const remove = (name: string) => server.request('DELETE', `${acl}/${name}`);

    expect(await errorsOf(write('root'))).toEqual([400, 'cannot update "root" policy']);
    expect(await errorsOf(write('Response-Wrapping'))).toEqual([
      400,
      'cannot update "response-wrapping" policy',
    ]);
    expect(await errorsOf(remove('root'))).toEqual([400, 'cannot delete "root" policy']);
    expect(await errorsOf(remove('default'))).toEqual([400, 'cannot delete default policy']);
    expect((await write('default')).status).toBe(204);
    expect((await server.request('GET', `${acl}/default`)).body).toMatchObject({
      data: { policy: rules, version: 2 },
    });
  });

  test('default cannot be given an end', async () => {
    const server = await startTestServer();

    const answer = server.request('POST', `${acl}/default`, { policy: rules, ttl: 60 });

    expect(await errorsOf(answer)).toEqual([400, 'the default policy cannot expire']);
  });

  test('a name with dot segments or control characters is refused (CVE-2026-105820)', async () => {
    const server = await startTestServer();

    for (const name of ['../p', 'a/../p', './p', 'a/..', 'p\u0000']) {
      const answer = await server.request('POST', `${acl}/${name}`, { policy: rules });
      expect([name, answer.status]).toEqual([name, 400]);
    }
  });

  test('a policy is removed by either path; removing what is absent is no fault', async () => {
    const server = await startTestServer();
    await givenPolicy(server, 'one');

    expect((await server.request('DELETE', `${acl}/ONE`)).status).toBe(204);
    expect((await server.request('DELETE', 'sys/policy/one')).status).toBe(204);
    expect(await errorsOf(server.request('GET', `${acl}/one`))).toEqual([404]);
  });

  test('a rule that can never match is stored, with a warning that names it', async () => {
    const server = await startTestServer();
    const policy = 'path "v1/secret/*" { capabilities = ["read"] }\n' + rules;

    const answer = await server.request('POST', `${acl}/one`, { policy });

    expect(answer.status).toBe(200);
    expect(answer.body['warnings']).toEqual([
      'the rule for "v1/secret/*" on line 1 never matches: paths are written without v1/',
    ]);
  });
});

describe('versions', () => {
  test('cas must be the stored version, or -1 for a policy that is new', async () => {
    const server = await startTestServer();
    const write = (cas: number) =>
      server.request('POST', `${acl}/one`, { policy: rules, cas, cas_required: true });

    expect(await errorsOf(write(1))).toEqual([
      400,
      'check-and-set parameter did not match the current version',
    ]);
    expect((await write(-1)).status).toBe(204);
    expect(await errorsOf(write(-1))).toEqual([
      400,
      'check-and-set parameter set to -1 on existing entry',
    ]);
    expect((await write(1)).status).toBe(204);
    expect(await errorsOf(write(1))).toEqual([
      400,
      'check-and-set parameter did not match the current version',
    ]);
    expect(await errorsOf(server.request('POST', `${acl}/one`, { policy: rules }))).toEqual([
      400,
      'check-and-set parameter required for this call',
    ]);
  });

  test('a write forgets the settings that it does not name, a patch keeps them', async () => {
    const server = await startTestServer();
    const settings = {
      allow_wildcards_in_identity_templates: true,
      allow_slashes_in_identity_templates: true,
    };
    await server.request('POST', `${acl}/one`, { policy: rules, ttl: '1h', ...settings });

    const patched = await server.request('PATCH', `${acl}/one`, { cas_required: true });
    const kept = await server.request('GET', `${acl}/one`);
    await server.request('POST', `${acl}/one`, { policy: rules, cas: 2 });
    const reset = await server.request('GET', `${acl}/one`);

    expect(patched).toMatchObject({ status: 200, body: { data: {} } });
    expect(kept.body).toMatchObject({
      data: { ...settings, cas_required: true, version: 2, expiration: '2026-01-01T01:00:00Z' },
    });
    expect(reset.body).toMatchObject({
      data: { allow_wildcards_in_identity_templates: false, cas_required: false, version: 3 },
    });
    expect(reset.body['data']).not.toHaveProperty('expiration');
  });

  test('a patch never makes a policy', async () => {
    const server = await startTestServer();

    const answer = server.request('PATCH', `${acl}/none`, { policy: rules });

    expect(await errorsOf(answer)).toEqual([404, 'policy not found']);
  });

  test('a policy that has expired is gone: not read, not listed, and made anew from version 1', async () => {
    const server = await startTestServer();
    await server.request('POST', `${acl}/one`, { policy: rules, ttl: 60, cas_required: true });
    await server.request('POST', `${acl}/two`, { policy: rules, expiration: '1767225660' });

    server.advance(59);
    expect((await server.request('GET', `${acl}/one`)).status).toBe(200);
    server.advance(1);
    expect((await server.request('GET', `${acl}/one`)).status).toBe(404);
    expect((await server.request('GET', `${acl}/two`)).status).toBe(404);
    expect((await server.request('LIST', acl)).body).toMatchObject({
      data: { keys: ['default', 'root'] },
    });
    expect((await server.request('POST', `${acl}/one`, { policy: rules, cas: -1 })).status).toBe(
      204,
    );
    expect((await server.request('GET', `${acl}/one`)).body).toMatchObject({
      data: { version: 1 },
    });
  });
});
