import { describe, expect, test } from 'vitest';
import { FlagValues, type FlagValue } from './flag-values.ts';
import type { Environment } from './io.ts';
import { canonicalNamespace, loadSettings, readVariable } from './settings.ts';

const settings = (flags: Record<string, FlagValue>, env: Environment = {}) =>
  loadSettings(new FlagValues(new Map(Object.entries(flags))), env);

describe('precedence', () => {
  test('flag beats BAO_ beats VAULT_ beats default', () => {
    const env = { BAO_ADDR: 'http://bao', VAULT_ADDR: 'http://vault' };

    expect(settings({ address: 'http://flag' }, env).address).toBe('http://flag');
    expect(settings({}, env).address).toBe('http://bao');
    expect(settings({}, { VAULT_ADDR: 'http://vault' }).address).toBe('http://vault');
    expect(settings({}).address).toBe('https://127.0.0.1:8200');
  });

  test('a BAO_ variable that is set but empty hides its twin', () => {
    expect(readVariable({ BAO_TOKEN: '', VAULT_TOKEN: 'x' }, 'TOKEN')).toBeUndefined();
  });

  test('an agent address beats an explicit -address', () => {
    const env = { VAULT_AGENT_ADDR: 'http://agent' };

    expect(settings({ address: 'http://flag' }, env).address).toBe('http://agent');
  });

  test('-ns beats -namespace', () => {
    expect(settings({ ns: 'a', namespace: 'b' }).namespace).toBe('a/');
  });

  test('a boolean flag set to false beats its variable', () => {
    expect(settings({ 'tls-skip-verify': false }, { VAULT_SKIP_VERIFY: '1' }).skipsVerify).toBe(
      false,
    );
    expect(settings({}, { VAULT_SKIP_VERIFY: '1' }).skipsVerify).toBe(true);
  });
});

describe('values', () => {
  test('the command line retries nothing and waits a minute unless told', () => {
    expect(settings({})).toMatchObject({ maxRetries: 0, timeoutMs: 60_000 });
    expect(settings({}, { VAULT_MAX_RETRIES: '3', VAULT_CLIENT_TIMEOUT: '5s' })).toMatchObject({
      maxRetries: 3,
      timeoutMs: 5000,
    });
  });

  test.each(['VAULT_SKIP_VERIFY', 'VAULT_MAX_RETRIES', 'VAULT_CLIENT_TIMEOUT'])(
    'a broken %s is an error of exit code 2',
    (name) => {
      expect(() => settings({}, { [name]: 'maybe' })).toThrow(
        expect.objectContaining({ exitCode: 2 }) as Error,
      );
    },
  );

  test('a certificate without its key is refused', () => {
    expect(() => settings({ 'client-cert': 'c.pem' })).toThrow('-client-key');
  });

  test('-header cannot touch the headers of the protocol', () => {
    expect(() => settings({ header: { 'x-vault-token': 'x' } })).toThrow('X-Vault-');
    expect(settings({ header: { 'X-Trace': '1' } }).headers).toEqual({ 'X-Trace': '1' });
  });

  test.each([
    ['/team-a', 'team-a/'],
    ['a//b/', 'a/b/'],
    ['a/../b', 'b/'],
    ['/', ''],
  ])('namespace %s goes out as "%s"', (given, canonical) => {
    expect(canonicalNamespace(given)).toBe(canonical);
  });
});
