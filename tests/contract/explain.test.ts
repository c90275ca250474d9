import { describe, expect, test } from 'vitest';
import { mountTypes } from '../../src/mount-types.ts';

const methods = [...mountTypes.values()].filter(({ operations }) =>
  Object.values(operations).some(
    ({ method, responses }) => method === 'POST' && responses[200] === 'login',
  ),
);

describe.each(methods.map((type) => [type.type, type] as const))('the method %s', (_name, type) => {
  test('explains its logins to those with sudo only', () => {
    const found = Object.values(type.operations).find(({ path }) => path === 'explain');

    expect(found).toMatchObject({ method: 'POST', sudo: true });
    expect(found).not.toHaveProperty('unauthenticated');
  });

  test('keeps the secrets of its login secret when it explains', () => {
    const declared = Object.values(type.operations);
    const login = declared.find(
      ({ method, responses }) => method === 'POST' && responses[200] === 'login',
    );
    const explain = declared.find(({ path }) => path === 'explain');
    const secrets = Object.entries(login?.body ?? {}).filter(([, field]) => field.secret);

    for (const [name] of secrets) expect(explain?.body?.[name]?.secret).toBe(true);
  });

  test('names its checks, each once, none like those that the core puts before', () => {
    expect(type.checks.length).toBeGreaterThan(0);
    expect(new Set(type.checks).size).toBe(type.checks.length);
    expect(type.checks).not.toContain('request');
    expect(type.checks).not.toContain('user_lockout');
  });
});
