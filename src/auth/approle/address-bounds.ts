import { ApiError } from '../../errors/api-error.ts';
import { isCidrBlock, isCidrWithin } from '../../lib/cidr.ts';
import type { Role } from './records.ts';

/**
 * Blocks as they are kept: as written.
 *
 * @param what - for the text of the error
 * @throws ApiError `APPROLE_CIDR_INVALID`, which names the place of the faulty one only
 */
export function parseBlocks(
  blocks: readonly string[],
  what: 'CIDR' | 'token CIDR' = 'CIDR',
): readonly string[] {
  const faulty = blocks.findIndex((block) => !isCidrBlock(block));
  if (faulty >= 0) throw new ApiError('APPROLE_CIDR_INVALID', { values: { what, at: faulty + 1 } });
  return blocks;
}

/**
 * Blocks of a SecretID, which must lie within those of the role where it has some.
 *
 * @throws ApiError `APPROLE_CIDR_INVALID`, `APPROLE_CIDR_WIDER`
 */
export function parseBlocksWithin(
  blocks: readonly string[],
  bounds: readonly string[],
  what: 'CIDR' | 'token CIDR',
): readonly string[] {
  parseBlocks(blocks, what);
  const isWider = bounds.length > 0 && blocks.some((block) => !isCidrWithin(block, bounds));
  if (isWider) throw new ApiError('APPROLE_CIDR_WIDER', { values: { what } });
  return blocks;
}

/**
 * A role that anybody with its RoleID could use is refused.
 *
 * @throws ApiError `APPROLE_UNCONSTRAINED`
 */
export function assertConstrained(role: Role): Role {
  const isConstrained =
    role.bind_secret_id ||
    role.secret_id_bound_cidrs.length > 0 ||
    role.token.token_bound_cidrs.length > 0;
  if (!isConstrained) throw new ApiError('APPROLE_UNCONSTRAINED');
  return role;
}
