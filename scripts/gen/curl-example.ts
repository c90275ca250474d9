import type { Field } from '../../src/framework/field.ts';
import type { OperationDeclaration } from '../../src/framework/operation.ts';

/** A command that calls an operation with made-up values. */
export function curlExample(declaration: OperationDeclaration, mountPath: string): string {
  const { method, path, unauthenticated, readsToken } = declaration;
  const needsToken = !unauthenticated || readsToken;
  const url = `$VAULT_ADDR/v1/${mountPath}${path.replace(/\{(\w+)[+*]?\}/g, (_place, name: string) => `my-${name.replaceAll('_', '-')}`)}`;
  const parts = [
    'curl',
    ...(needsToken ? ['-H "X-Vault-Token: $VAULT_TOKEN"'] : []),
    ...(method === 'PATCH' ? ['-H "Content-Type: application/merge-patch+json"'] : []),
    ...(method === 'HEAD' ? ['--head'] : method === 'GET' ? [] : [`-X ${method}`]),
    ...bodyOf(declaration),
    `"${url}"`,
  ];
  return parts.join(' ');
}

/** What is required, else the first field that is not deprecated. */
function bodyOf({ method, body = {}, arbitrary }: OperationDeclaration): string[] {
  if (method !== 'POST' && method !== 'PATCH') return [];
  if (arbitrary) return [`-d '{"key": "value"}'`];
  const fields = Object.entries(body).filter(([, field]) => !field.deprecated);
  const required = fields.filter(([, field]) => field.required);
  const chosen = required.length > 0 ? required : fields.slice(0, 1);
  if (chosen.length === 0) return [];
  const values = chosen.map(([name, field]) => `"${name}": ${JSON.stringify(exampleOf(field))}`);
  return [`-d '{${values.join(', ')}}'`];
}

function exampleOf({ kind, allowed, shown }: Field): unknown {
  if (shown !== undefined) return shown;
  const examples: Readonly<Record<Field['kind'], unknown>> = {
    string: allowed?.find((word) => word !== '') ?? '…',
    integer: 1,
    boolean: true,
    duration: '1h',
    'string-list': ['…'],
    'object-list': [{}],
    'comma-list': ['…'],
    'key-values': { key: 'value' },
    object: {},
    any: '…',
  };
  return examples[kind];
}
