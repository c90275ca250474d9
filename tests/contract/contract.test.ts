import { describe, expect, test } from 'vitest';
import { mountTypes } from '../../src/mount-types.ts';
import { startTestServer } from '../../src/testing/test-server.ts';
import { contract, type ContractOperation, differencesOf, familyOf } from './contract.ts';

/** Mount types of the contract that are not built yet. */
const unbuilt: ReadonlySet<string> = new Set([
  'auth:cert',
  'auth:ldap',
  'auth:saml',
  'auth:scep',
  'auth:webauthn',
]);

/** Differences that are meant, each with its reason. */
const justified: readonly {
  readonly operationId: string;
  readonly difference: string;
  readonly reason: string;
}[] = [
  {
    operationId: 'auth-read-configuration',
    difference: 'sudo false, declared true',
    reason: 'Servers protect sys/auth/* as a whole, reading included; the page forgets it.',
  },
];

/** A form is sent in the body, whatever the page says (OAuth 2.0 Form Post Response Mode §2). */
const formPosts: ReadonlySet<string> = new Set(['jwt-oidc-callback-form-post']);

const built = contract.filter((operation) => mountTypes.has(familyOf(operation).key));

function findDifferences(operation: ContractOperation): string[] {
  const type = mountTypes.get(familyOf(operation).key);
  return differencesOf(operation, type?.operations[operation.operationId]);
}

describe('declarations', () => {
  test.each(built.map((operation) => [operation.operationId, operation] as const))(
    '%s is as the contract has it',
    (operationId, operation) => {
      const meant = justified
        .filter((entry) => entry.operationId === operationId)
        .map(({ difference }) => difference);

      expect(findDifferences(operation)).toEqual(meant);
    },
  );

  test('every family of the contract is built, or listed as not built', () => {
    const families = new Set(contract.map((operation) => familyOf(operation).key));

    const missing = [...families].filter((key) => !mountTypes.has(key));

    expect(missing.toSorted()).toEqual([...unbuilt].toSorted());
  });

  test('every justified difference is about an operation that is built', () => {
    const ids = built.map(({ operationId }) => operationId);

    expect(justified.filter(({ operationId }) => !ids.includes(operationId))).toEqual([]);
  });
});

interface WithContent {
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: WithContent;
  readonly responses: Readonly<Record<string, WithContent>>;
}

interface Schema {
  readonly properties?: object;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

describe('the document that is served', async () => {
  const document = await readDocument();

  test.each(built.map((operation) => [operation.operationId, operation] as const))(
    '%s has its path, its parameters, its body and its answer',
    (operationId, operation) => {
      const verb = operation.method === 'LIST' ? 'get' : operation.method.toLowerCase();

      const documented = document.paths[operation.path]?.[verb];

      expect(documented?.operationId).toBe(operationId);
      const inQuery = formPosts.has(operationId)
        ? membersOf(document, documented?.requestBody)
        : [];
      expect([...parametersOf(documented), ...inQuery.map((name) => `query ${name}`)]).toEqual(
        expect.arrayContaining(operation.parameters.map((field) => `${field.in} ${field.name}`)),
      );
      expect(membersOf(document, documented?.requestBody)).toEqual(
        expect.arrayContaining(operation.body.map(({ name }) => name)),
      );
      expect(hasAnswer(document, documented)).toBe(true);
    },
  );
});

function parametersOf(documented: DocumentedOperation | undefined): string[] {
  return (documented?.parameters ?? []).map(({ name, in: place }) => `${place} ${name}`);
}

function membersOf(document: Document, body: WithContent | undefined): string[] {
  return Object.keys(schemaOf(document, body)?.properties ?? {});
}

/** A 200 and a 202 have a schema; a 204 has nothing. */
function hasAnswer(document: Document, documented: DocumentedOperation | undefined): boolean {
  const { 200: done, 202: begun, 204: empty } = documented?.responses ?? {};
  const ok = done ?? begun;
  // a page has no schema
  const isPage = Object.hasOwn(ok?.content ?? {}, '*/*');
  return ok ? isPage || schemaOf(document, ok) !== undefined : empty !== undefined;
}

function schemaOf(document: Document, part: WithContent | undefined): Schema | undefined {
  const [media] = Object.values(part?.content ?? {});
  return document.components.schemas[media?.schema.$ref?.split('/').at(-1) ?? ''];
}

async function readDocument(): Promise<Document> {
  const server = await startTestServer();
  for (const { kind, type, isSingleton } of mountTypes.values()) {
    if (kind !== 'auth' || isSingleton) continue;
    const enabled = await server.request('POST', `sys/auth/${type}`, { type });
    expect(enabled.status).toBe(204);
  }
  const answer = await server.request('GET', 'sys/internal/specs/openapi', {
    generic_mount_paths: 'true',
  });
  return answer.body as unknown as Document;
}
