import { defineSystem } from '../core/mount-type.ts';
import { handlers as audit } from './audit/audit.ts';
import { operations as auditOperations } from './audit/operations.ts';
import { handlers as capabilities } from './capabilities/capabilities.ts';
import { operations as capabilitiesOperations } from './capabilities/operations.ts';
import { handlers as authMounts } from './auth-mounts/auth-mounts.ts';
import { operations as authMountOperations } from './auth-mounts/operations.ts';
import { handlers as cors } from './cors/cors.ts';
import { operations as corsOperations } from './cors/operations.ts';
import { handlers as declared } from './declared/declared.ts';
import { operations as declaredOperations } from './declared/operations.ts';
import { declaredObjectRecord } from './declared/records.ts';
import { handlers as explain } from './explain/explain.ts';
import { operations as explainOperations } from './explain/operations.ts';
import { handlers as health } from './health/health.ts';
import { operations as healthOperations } from './health/operations.ts';
import { handlers as host } from './host/host.ts';
import { operations as hostOperations } from './host/operations.ts';
import { operations as policiesOperations } from './policies/operations.ts';
import { handlers as policies } from './policies/policies.ts';
import { handlers as internal } from './internal/internal.ts';
import { operations as internalOperations } from './internal/operations.ts';
import { operations as specsOperations } from './internal-specs/operations.ts';
import { handlers as specs } from './internal-specs/specs.ts';
import { handlers as leases } from './leases/leases.ts';
import { operations as leaseOperations } from './leases/operations.ts';
import { handlers as lockedUsers } from './locked-users/locked-users.ts';
import { operations as lockedUserOperations } from './locked-users/operations.ts';
import { handlers as loggers } from './loggers/loggers.ts';
import { operations as loggerOperations } from './loggers/operations.ts';
import { handlers as monitor } from './monitor/monitor.ts';
import { operations as monitorOperations } from './monitor/operations.ts';
import { handlers as mounts } from './mounts/mounts.ts';
import { operations as mountOperations } from './mounts/operations.ts';
import { remountRecord } from './mounts/records.ts';
import { handlers as liveTokens } from './live-tokens/live-tokens.ts';
import { operations as liveTokenOperations } from './live-tokens/operations.ts';
import { handlers as metrics } from './metrics/metrics.ts';
import { operations as metricsOperations } from './metrics/operations.ts';
import { operations as passwordPoliciesOperations } from './password-policies/operations.ts';
import { handlers as passwordPolicies } from './password-policies/password-policies.ts';
import { operations as quotaOperations } from './quotas/operations.ts';
import { operations as pluginOperations } from './plugins/operations.ts';
import { handlers as plugins } from './plugins/plugins.ts';
import { handlers as quotas } from './quotas/quotas.ts';
import { operations as generateRootOperations } from './generate-root/operations.ts';
import { handlers as generateRoot } from './generate-root/generate-root.ts';
import { operations as rekeyOperations } from './rekey/operations.ts';
import { handlers as rekey } from './rekey/rekey.ts';
import { operations as rotationOperations } from './rotation/operations.ts';
import { handlers as rotation } from './rotation/rotation.ts';
import { operations as reloadOperations } from './reload/operations.ts';
import { handlers as reload } from './reload/reload.ts';
import { operations as sealOperations } from './seal/operations.ts';
import { handlers as seal } from './seal/seal.ts';
import { operations as stateOperations } from './state/operations.ts';
import { handlers as state } from './state/state.ts';
import { operations as tokenOperations } from './tokens/operations.ts';
import { handlers as tokens } from './tokens/tokens.ts';
import { operations as toolOperations } from './tools/operations.ts';
import { handlers as tools } from './tools/tools.ts';
import { operations as uiHeaderOperations } from './ui-headers/operations.ts';
import { handlers as uiHeaders } from './ui-headers/ui-headers.ts';
import { operations as wrappingOperations } from './wrapping/operations.ts';
import { handlers as wrapping } from './wrapping/wrapping.ts';

/** The system's own operations, below `sys/`. */
export const system = defineSystem({
  type: 'system',
  title: 'System',
  stability: 'stable',
  operations: {
    ...authMountOperations,
    ...mountOperations,
    ...lockedUserOperations,
    ...leaseOperations,
    ...tokenOperations,
    ...internalOperations,
    ...sealOperations,
    ...rotationOperations,
    ...rekeyOperations,
    ...generateRootOperations,
    ...healthOperations,
    ...policiesOperations,
    ...passwordPoliciesOperations,
    ...specsOperations,
    ...capabilitiesOperations,
    ...wrappingOperations,
    ...toolOperations,
    ...quotaOperations,
    ...hostOperations,
    ...metricsOperations,
    ...liveTokenOperations,
    ...auditOperations,
    ...explainOperations,
    ...declaredOperations,
    ...corsOperations,
    ...uiHeaderOperations,
    ...loggerOperations,
    ...monitorOperations,
    ...reloadOperations,
    ...pluginOperations,
    ...stateOperations,
  },
  records: { remount: remountRecord, declared: declaredObjectRecord },
  needs: [
    'lifecycle',
    'keys',
    'explain',
    'audit',
    'auditHealth',
    'lockout',
    'quotas',
    'mounts',
    'policies',
    'revocations',
    'identity',
    'documents',
    'tokens',
    'wrapping',
    'metrics',
    'liveTokens',
    'web',
    'loggers',
    'monitors',
    'reloads',
    'state',
    'health',
  ],
  handlers: {
    ...authMounts,
    ...mounts,
    ...lockedUsers,
    ...leases,
    ...tokens,
    ...internal,
    ...seal,
    ...rotation,
    ...rekey,
    ...generateRoot,
    ...health,
    ...policies,
    ...passwordPolicies,
    ...specs,
    ...capabilities,
    ...wrapping,
    ...tools,
    ...quotas,
    ...host,
    ...metrics,
    ...liveTokens,
    ...audit,
    ...explain,
    ...declared,
    ...cors,
    ...uiHeaders,
    ...loggers,
    ...monitor,
    ...reload,
    ...plugins,
    ...state,
  },
  isSingleton: true,
});
