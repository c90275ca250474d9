import type { CatalogueEntry } from './catalogue-entry.ts';
import { approleErrors } from './catalogue/approle.ts';
import { auditErrors } from './catalogue/audit.ts';
import { browsersErrors } from './catalogue/browsers.ts';
import { coreErrors } from './catalogue/core.ts';
import { declaredErrors } from './catalogue/declared.ts';
import { explanationsErrors } from './catalogue/explanations.ts';
import { httpErrors } from './catalogue/http.ts';
import { identityErrors } from './catalogue/identity.ts';
import { jwtErrors } from './catalogue/jwt.ts';
import { keySharesErrors } from './catalogue/key-shares.ts';
import { kubernetesErrors } from './catalogue/kubernetes.ts';
import { kvErrors } from './catalogue/kv.ts';
import { leasesErrors } from './catalogue/leases.ts';
import { lifecycleErrors } from './catalogue/lifecycle.ts';
import { loggersErrors } from './catalogue/loggers.ts';
import { mountsErrors } from './catalogue/mounts.ts';
import { policiesErrors } from './catalogue/policies.ts';
import { quotasErrors } from './catalogue/quotas.ts';
import { tokenMethodErrors } from './catalogue/token-method.ts';
import { tokensErrors } from './catalogue/tokens.ts';
import { toolsErrors } from './catalogue/tools.ts';
import { userpassErrors } from './catalogue/userpass.ts';

/** Every error, by its code; those of one part of the server lie in a file of `catalogue/`. */
export const catalogue = {
  ...httpErrors,
  ...coreErrors,
  ...lifecycleErrors,
  ...keySharesErrors,
  ...mountsErrors,
  ...tokensErrors,
  ...policiesErrors,
  ...userpassErrors,
  ...kvErrors,
  ...tokenMethodErrors,
  ...approleErrors,
  ...kubernetesErrors,
  ...identityErrors,
  ...leasesErrors,
  ...explanationsErrors,
  ...auditErrors,
  ...browsersErrors,
  ...loggersErrors,
  ...quotasErrors,
  ...declaredErrors,
  ...toolsErrors,
  ...jwtErrors,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
