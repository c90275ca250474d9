import type { Call } from './call.ts';

/**
 * Paths that need `sudo` beside the plain capability, relative to the API's root.
 * A final `*` stands for any end, a `+` for one segment.
 */
const protectedPaths: readonly string[] = [
  'sys/auth/*',
  'sys/remount',
  'sys/audit',
  'sys/audit/*',
  'sys/raw',
  'sys/raw/*',
  'sys/rotate',
  'sys/rotate/keyring',
  'sys/rotate/root',
  'sys/seal',
  'sys/step-down',
  'sys/config/cors',
  'sys/config/auditing/*',
  'sys/config/ui/headers/*',
  'sys/plugins/catalog/*',
  'sys/revoke-prefix/*',
  'sys/revoke-force/*',
  'sys/leases',
  'sys/leases/lookup/*',
  'sys/leases/revoke-prefix/*',
  'sys/leases/revoke-force/*',
  'sys/internal/inspect/*',
  'sys/explain/*',
  'auth/token/accessors',
  'auth/token/create-orphan',
  'auth/token/revoke-orphan',
  'auth/+/explain',
];

const capabilities: Readonly<Record<Call['method'], readonly string[]>> = {
  GET: ['read'],
  POST: ['create', 'update'],
  PUT: ['create', 'update'],
  PATCH: ['patch'],
  DELETE: ['delete'],
};

/** Capabilities that a policy must grant for a call. */
export function capabilitiesFor(call: Call): readonly string[] {
  const isList = call.query?.some(([key, value]) => key === 'list' && value === 'true') ?? false;
  const base = isList ? ['list'] : capabilities[call.method];
  return isProtected(call.path) ? [...base, 'sudo'] : base;
}

/** The least policy that allows a call, in HCL. */
export function formatPolicy(call: Call): string {
  const list = capabilitiesFor(call)
    .map((name) => `"${name}"`)
    .join(', ');
  return `path ${JSON.stringify(call.path)} {\n  capabilities = [${list}]\n}`;
}

function isProtected(path: string): boolean {
  return protectedPaths.some((pattern) => {
    const isPrefix = pattern.endsWith('*');
    const wanted = pattern.replace(/\*$/, '').split('/');
    const given = path.split('/');
    if (isPrefix ? given.length < wanted.length : given.length !== wanted.length) return false;
    return wanted.every(
      (part, at) => part === '+' || part === given[at] || (isPrefix && part === ''),
    );
  });
}
