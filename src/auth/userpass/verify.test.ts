import { expect, test } from 'vitest';
import { verifyUserPassword } from './verify.ts';

/** A verifier that notes what it was asked. */
function noting(outcome: boolean) {
  const asked: [number, string | undefined][] = [];
  const verify = async (password: string, hash: string | undefined): Promise<boolean> => {
    asked.push([password.length, hash]);
    return outcome;
  };
  return { asked, verify };
}

test.each([
  ['right', true, 'hash'],
  ['wrong password', false, 'hash'],
  ['unknown user', false, undefined],
  // should the decoy ever match, the user is unknown all the same
  ['unknown user', true, undefined],
] as const)('%s costs one hash', async (verdict, outcome, hash) => {
  const { asked, verify } = noting(outcome);

  expect(await verifyUserPassword('pw', hash, verify)).toBe(verdict);
  expect(asked).toEqual([[2, hash]]);
});

test.each(['hash', undefined])(
  'an overlong password costs one hash of nothing (%s)',
  async (hash) => {
    const { asked, verify } = noting(true);

    expect(await verifyUserPassword('é'.repeat(513), hash, verify)).toBe('password too long');
    expect(asked).toEqual([[0, undefined]]);
  },
);

test('a password of 1,024 bytes is not too long', async () => {
  const { verify } = noting(true);

  expect(await verifyUserPassword('é'.repeat(512), 'hash', verify)).toBe('right');
});
