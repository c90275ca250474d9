import { describe, expect, test } from 'vitest';
import {
  canonicalCidr,
  CidrError,
  intersectCidrs,
  isCidrBlock,
  isCidrWithin,
  isInCidrs,
} from './cidr.ts';

describe('an address', () => {
  test.each([
    ['10.1.2.3', ['10.0.0.0/8'], true],
    ['11.1.2.3', ['10.0.0.0/8'], false],
    ['10.1.2.3', ['10.1.2.3'], true],
    ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
    ['fd00::1', ['10.0.0.0/8', 'fd00::/8'], true],
    ['10.1.2.3', ['::/0'], false],
    ['', ['0.0.0.0/0'], false],
  ])('%j in %j: %s', (address, blocks, isIn) => {
    expect(isInCidrs(address, blocks)).toBe(isIn);
  });
});

describe('a block', () => {
  test.each(['10.0.0.0/8', '10.1.2.3/8', '0.0.0.0/0', '::1/128', 'fd00::/8'])(
    '%j is one',
    (text) => {
      expect(isCidrBlock(text)).toBe(true);
    },
  );

  test.each([
    '',
    'nowhere',
    '10.0.0.1',
    '10/8',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '/8',
    '0x0a.0.0.0/8',
    '::1',
    '::/129',
    '10.0.0.0/8/8',
  ])('%j is none', (text) => {
    expect(isCidrBlock(text)).toBe(false);
  });

  test.each([
    ['10.1.0.0/16', ['10.0.0.0/8'], true],
    ['10.0.0.0/8', ['10.0.0.0/8'], true],
    ['10.0.0.0/7', ['10.0.0.0/8'], false],
    ['11.0.0.0/16', ['10.0.0.0/8'], false],
    ['10.1.2.3/32', ['10.1.2.3'], true],
    ['10.1.2.3', ['10.1.2.0/24'], true],
    // a bare IPv6 address is one address, not a 32nd of the internet
    ['fd00::/32', ['fd00::1'], false],
    ['fd00::2/128', ['fd00::1'], false],
    ['fd00::1/128', ['fd00::1'], true],
    ['10.0.0.0/8', ['::/0'], false],
    ['10.0.0.0/8', ['0.0.0.0/0'], true],
    ['0.0.0.0/0', ['0.0.0.0/1', '128.0.0.0/1'], false],
  ])('%j within %j: %s', (block, blocks, isWithin) => {
    expect(isCidrWithin(block, blocks)).toBe(isWithin);
  });

  test.each(['10/8', '0x0a.0.0.0/8', '1.2.3/24'])('%j has no canonical form', (text) => {
    expect(() => canonicalCidr(text)).toThrow(CidrError);
  });
});

describe('what two lists have in common', () => {
  test.each([
    [['10.0.0.0/8'], ['10.1.0.0/16'], ['10.1.0.0/16']],
    [['10.1.0.0/16'], ['10.0.0.0/8'], ['10.1.0.0/16']],
    [['10.0.0.0/8', '192.168.0.0/16'], ['10.0.0.0/8'], ['10.0.0.0/8']],
    [['10.0.0.0/8'], ['192.168.0.0/16'], []],
    [[], ['10.0.0.0/8'], []],
  ])('%j and %j: %j', (some, others, common) => {
    expect(intersectCidrs(some, others)).toEqual(common);
  });
});
