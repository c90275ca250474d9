import { describe, expect, test } from 'vitest';
import type { ForwardedForConfig } from '../config/listener.ts';
import { ApiError } from '../errors/api-error.ts';
import { canonicalAddress, createAddressResolver } from './forwarded-for.ts';

const behindProxy: ForwardedForConfig = {
  authorized_addrs: ['10.0.0.0/8', '192.0.2.1', 'fd00::/8'],
  hop_skips: 0,
  reject_not_present: true,
  reject_not_authorized: true,
};

function resolve(peer: string, header?: string, change: Partial<ForwardedForConfig> = {}): string {
  try {
    return createAddressResolver({ ...behindProxy, ...change }).resolve(peer, header);
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}

describe('without trusted proxies', () => {
  test('the header is never looked at', () => {
    expect(resolve('10.0.0.1', '203.0.113.9', { authorized_addrs: [] })).toBe('10.0.0.1');
    expect(resolve('10.0.0.1', 'no address', { authorized_addrs: [] })).toBe('10.0.0.1');
  });
});

describe('behind trusted proxies', () => {
  test('the last entry is the caller', () => {
    expect(resolve('10.1.2.3', '203.0.113.1, 203.0.113.9')).toBe('203.0.113.9');
    expect(resolve('192.0.2.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(resolve('fd00::1', '2001:db8::1')).toBe('2001:db8::1');
  });

  test('hops are skipped from the right', () => {
    expect(resolve('10.1.2.3', '203.0.113.1,203.0.113.9', { hop_skips: 1 })).toBe('203.0.113.1');
    expect(resolve('10.1.2.3', '203.0.113.9', { hop_skips: 1 })).toBe('FORWARDED_FOR_REFUSED');
  });

  test('a mapped peer is matched as IPv4', () => {
    expect(resolve('::ffff:10.1.2.3', '203.0.113.9')).toBe('203.0.113.9');
  });

  test.each([
    ['203.0.113.9:4711', '203.0.113.9'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
  ])('the entry %s is the address %s', (entry, address) => {
    expect(resolve('10.1.2.3', entry)).toBe(address);
  });

  test.each(['unknown', '', 'a, b', '203.0.113.9,', '<script>'])(
    'the header %j is refused',
    (header) => {
      expect(resolve('10.1.2.3', header)).toBe('FORWARDED_FOR_REFUSED');
    },
  );

  test('a peer that is no trusted proxy is refused, or answered as itself', () => {
    expect(resolve('203.0.113.5', '203.0.113.9')).toBe('FORWARDED_FOR_REFUSED');
    expect(resolve('203.0.113.5', '203.0.113.9', { reject_not_authorized: false })).toBe(
      '203.0.113.5',
    );
  });

  test('a trusted proxy without the header is refused, or answered as itself', () => {
    expect(resolve('10.1.2.3')).toBe('FORWARDED_FOR_REFUSED');
    expect(resolve('10.1.2.3', undefined, { reject_not_present: false })).toBe('10.1.2.3');
  });

  test('a peer without address is trusted by nobody', () => {
    expect(resolve('', '203.0.113.9', { authorized_addrs: ['0.0.0.0/0', '::/0'] })).toBe(
      'FORWARDED_FOR_REFUSED',
    );
  });
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['', ''],
])('the canonical spelling of %j is %j', (address, canonical) => {
  expect(canonicalAddress(address)).toBe(canonical);
});
