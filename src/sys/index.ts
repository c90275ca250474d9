import { defineSystem } from '../core/mount-type.ts';
import { handlers as health } from './health/health.ts';
import { operations as healthOperations } from './health/operations.ts';
import { operations as sealOperations } from './seal/operations.ts';
import { handlers as seal } from './seal/seal.ts';

/** The system's own operations, below `sys/`. */
export const system = defineSystem({
  type: 'system',
  title: 'System',
  stability: 'stable',
  operations: { ...sealOperations, ...healthOperations },
  records: {},
  needs: ['lifecycle', 'mounts', 'policies', 'documents', 'tokens'],
  handlers: { ...seal, ...health },
  isSingleton: true,
});
