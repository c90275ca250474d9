import type { Resource } from './derive-resources.ts';
import { phases } from './target.ts';

/** A block of its own word for something below `sys/`. */
export interface SystemBlock {
  readonly word: string;
  /** First label, where blocks of the word are of several kinds: `quota "rate-limit" "logins"`. */
  readonly kind?: string;
  readonly resource: Resource;
  readonly phase: number;
}

/** Written by blocks of their own, older paths of what has one, and what a process forgets at its end. */
const elsewhere = new Set(['auth/{path+}', 'mounts/{path+}', 'policy/{name+}', 'loggers/{name}']);

const words = new Map([
  ['policies/acl', { word: 'policy', phase: phases.policy }],
  ['policies/password', { word: 'password_policy', phase: phases.passwordPolicy }],
  ['config/auditing/request-header', { word: 'audit_header', phase: phases.auditHeader }],
]);

/** What of the system can be declared as `sys "path"`. */
export function isDeclarable({ template }: Resource): boolean {
  return !elsewhere.has(template);
}

/** The words for what people declare most; anything else is `sys "path"`. */
export function systemBlocks(resources: readonly Resource[]): readonly SystemBlock[] {
  return resources.filter(isDeclarable).flatMap((resource): readonly SystemBlock[] => {
    const known = words.get(resource.block);
    if (known) return [{ ...known, resource }];
    const kind = /^quotas\/([\w-]+)\/\{\w+\}$/.exec(resource.template)?.[1];
    return kind === undefined ? [] : [{ word: 'quota', kind, resource, phase: phases.system }];
  });
}

/** The value of the parameter in a path of a resource; undefined: the path is of another. */
export function nameIn(path: string, { template, parameter }: Resource): string | undefined {
  if (!parameter) return path === template ? '' : undefined;
  const folder = template.replace(/\{\w+\+?\}$/, '');
  if (!path.startsWith(folder) || path.length === folder.length) return undefined;
  const name = path.slice(folder.length);
  return template.endsWith('+}') || !name.includes('/') ? name : undefined;
}
