import type { OperationDeclaration } from '../../src/framework/operation.ts';
import type { ClientGroup } from './client-group.ts';

/** Uses up what it is sent, although no declaration says so. */
const usesUp: ReadonlySet<string> = new Set(['rewrap', 'jwt-oidc-callback-form-post']);

/** What the client must know of each operation at run time: kept short, since browsers load it. */
export function writeClientTable(groups: readonly ClientGroup[]): string {
  const lines = groups.flatMap(({ name, place, prefix, mountPath, isSingleton, operations }) => [
    `  ${name}: {`,
    `    place: '${place}',`,
    `    mount: '${mountPath}',`,
    `    isSingle: ${String(isSingleton)},`,
    `    prefix: '${prefix}',`,
    '    operations: [',
    ...operations.map((operation) => {
      const { method, path } = operation.declaration;
      const row = [operation.rest, method, path, marksOf(operation)];
      return `      '${row.join('|')}',`;
    }),
    '    ],',
    '  },',
  ]);
  return [
    '/* Made from the declarations of the operations by `npm run gen`. Changes made here are lost. */',
    "import type { GroupRow } from './row.ts';\n",
    '/** All operations, by group. */',
    'export const groupRows: Readonly<Record<string, GroupRow>> = {',
    ...lines,
    '};\n',
  ].join('\n');
}

interface Marked {
  readonly operationId: string;
  readonly declaration: OperationDeclaration;
}

/** `t`: answers a token, `b`: no envelope, `r`: any document, `o`: never repeated, `s`: sends no token, `a`: any body. */
function marksOf({ operationId, declaration }: Marked): string {
  const { responses, lifecycle, takesWrappingToken, unauthenticated, readsToken } = declaration;
  const shape = responses[200] ?? responses[202];
  const isOnce = shape === 'login' || takesWrappingToken || usesUp.has(operationId);
  const marks: readonly (readonly [unknown, string])[] = [
    [shape === 'auth' || shape === 'login', 't'],
    [lifecycle, 'b'],
    [shape === 'raw', 'r'],
    [isOnce, 'o'],
    [unauthenticated && !readsToken, 's'],
    [declaration.arbitrary, 'a'],
  ];
  return marks.map(([isSet, letter]) => (isSet ? letter : '')).join('');
}
