import { approleLogin, approleLoginAudited, approleLoginGrouped, userpassLogin } from './logins.ts';
import { jwtLogins } from './jwt-logins.ts';
import { capabilities } from './policies.ts';
import type { Scenario } from './scenario.ts';
import {
  createBatch,
  createService,
  lookUpMany,
  lookUpSelf,
  renewSelf,
  revokeSelf,
} from './tokens.ts';

/** The scenarios that are one request, again and again. */
export const scenarios: readonly Scenario[] = [
  lookUpSelf,
  lookUpMany,
  capabilities,
  createBatch,
  createService,
  approleLogin,
  approleLoginGrouped,
  approleLoginAudited,
  ...jwtLogins,
  renewSelf,
  revokeSelf,
  userpassLogin,
];
