import type { Field, Fields } from '../../framework/field.ts';
import type { OperationDeclaration, Operations } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Listing } from './target.ts';

/** A kind of object that the operations of a mount type can write and read back. */
export interface Resource {
  /** Word of its block: `role`, `user`, `config`. */
  readonly block: string;
  /** Path template below the mount: `users/{username}`. */
  readonly template: string;
  /** Parameter of the path; undefined: the mount has one such object. */
  readonly parameter?: { readonly name: string; readonly field: Field };
  readonly body: Fields;
  /** Names that the read of the same path answers; undefined: it is not declared what it answers. */
  readonly read: ReadonlySet<string> | undefined;
  /** Where the read does not say what it answers: the path of all such objects, and the member that has them. */
  readonly listing?: { readonly path: string; readonly member: string };
  /** Paths of their own that answer what that read does not, by the name of the field. */
  readonly extraReads: Readonly<Record<string, string>>;
  /** Query of the read that makes it answer everything. */
  readonly query: JsonObject;
  readonly canDelete: boolean;
  readonly canList: boolean;
  /** A write keeps what it does not name. */
  readonly isMerging: boolean;
  /** Its only value is the parameter of the path that writes it, as in `password_policy/{policy_name}`. */
  readonly isChoice: boolean;
}

type Verbs = Partial<Record<OperationDeclaration['method'], OperationDeclaration>>;
type Paths = ReadonlyMap<string, Verbs>;

/**
 * What of a mount type can be declared: each path that a POST writes and a GET of the same path answers, that
 * is not a part of another such object. Found in the declarations alone, so that what is added to a mount type
 * can be declared at once.
 */
export function deriveResources(operations: Operations): readonly Resource[] {
  const paths = byPath(operations);
  return [...paths].flatMap(([template, verbs]) => {
    const write = verbs.POST;
    if (!write || !isThing(template, verbs) || !endsInItsParameter(template)) return [];
    const resource = readable(template, verbs, paths) ?? choice(template, verbs, paths);
    return resource ? [resource] : [];
  });
}

function byPath(operations: Operations): Paths {
  const paths = new Map<string, Verbs>();
  for (const declaration of Object.values(operations)) {
    const verbs = paths.get(declaration.path) ?? {};
    // of several by one path the first decides, as it does for requests
    paths.set(declaration.path, { [declaration.method]: declaration, ...verbs });
  }
  return paths;
}

/** What has no name of its own and answers something to a POST is a question or a procedure. */
function isThing(template: string, { POST: write, DELETE: remove }: Verbs): boolean {
  if (!write) return false;
  const { unauthenticated, lifecycle, deprecated, arbitrary, undocumented, responses } = write;
  if (unauthenticated || lifecycle || deprecated || arbitrary || undocumented) return false;
  return responses[204] !== undefined || (remove !== undefined && template.endsWith('}'));
}

/** `a/b` and `a/{name}`, but neither `a/{name}/b` nor a name that may be empty, nor ids that the server gives. */
function endsInItsParameter(template: string): boolean {
  return /^[^{}]+(?:\{\w+\+?\})?$/.test(template) && !template.endsWith('/id/{id}');
}

function readable(template: string, verbs: Verbs, paths: Paths): Resource | undefined {
  const { POST: write, GET: get, DELETE: remove } = verbs;
  const shape = get?.responses[200];
  if (!write || shape === undefined) return undefined;
  const body = write.body ?? {};
  const read = typeof shape === 'object' ? new Set(Object.keys(shape)) : undefined;
  const listing = read ? undefined : findListing(folderOf(template), paths);
  const isAnswered = read ? Object.keys(body).some((name) => read.has(name)) : listing;
  if (!isAnswered) return undefined;
  return {
    ...named(template, write),
    body,
    read,
    ...(listing && { listing }),
    extraReads: findExtraReads(template, { body, read, paths }),
    query: queryOf(get),
    canDelete: remove !== undefined,
    canList: paths.get(folderOf(template))?.LIST !== undefined,
    isMerging: write.createSupported === true,
    isChoice: false,
  };
}

/** `headers` of `config/auditing/request-headers`: an object of objects, by name. */
function findListing(path: string, paths: Paths): Resource['listing'] {
  const shape = paths.get(path)?.GET?.responses[200];
  const [member, ...others] = typeof shape === 'object' ? Object.entries(shape) : [];
  if (!member || others.length > 0 || member[1].kind !== 'object') return undefined;
  return { path, member: member[0] };
}

/** Some reads answer the first of several values unless they are asked for all. */
function queryOf(get: OperationDeclaration | undefined): JsonObject {
  return Object.hasOwn(get?.body ?? {}, 'multivalue') ? { multivalue: true } : {};
}

function choice(template: string, verbs: Verbs, paths: Paths): Resource | undefined {
  const write = verbs.POST;
  const shape = paths.get(folderOf(template))?.GET?.responses[200];
  if (!write || write.body || verbs.GET || typeof shape !== 'object') return undefined;
  const { block, parameter } = named(template, write);
  if (!parameter || !Object.hasOwn(shape, parameter.name)) return undefined;
  return {
    block,
    template,
    parameter,
    body: { [parameter.name]: parameter.field },
    read: new Set(Object.keys(shape)),
    extraReads: {},
    query: {},
    canDelete: verbs.DELETE !== undefined,
    canList: false,
    isMerging: false,
    isChoice: true,
  };
}

function named(
  template: string,
  write: OperationDeclaration,
): Pick<Resource, 'block' | 'template' | 'parameter'> {
  const name = /\{(\w+)\+?\}$/.exec(template)?.[1];
  const field = name === undefined ? undefined : write.params?.[name];
  const words = folderOf(template).replace(/\/(?:name)$/, '');
  return {
    block: name === undefined ? words : singular(words),
    template,
    ...(name !== undefined && field && { parameter: { name, field } }),
  };
}

/** The template without its parameter: `users`. */
function folderOf(template: string): string {
  return template.replace(/\/\{\w+\+?\}$/, '');
}

function singular(word: string): string {
  return word.replace(/(?<!s)s$/, '');
}

/** `role/{role_name}/role-id` answers what `role/{role_name}` does not. */
function findExtraReads(
  template: string,
  { body, read, paths }: { body: Fields; read: Resource['read']; paths: Paths },
): Readonly<Record<string, string>> {
  const missing = Object.keys(body).filter((name) => !read?.has(name) && !body[name]?.deprecated);
  const found: Record<string, string> = {};
  for (const [path, verbs] of paths) {
    const shape = verbs.GET?.responses[200];
    if (!path.startsWith(`${template}/`) || typeof shape !== 'object') continue;
    const suffix = path.slice(template.length);
    for (const name of missing) if (Object.hasOwn(shape, name)) found[name] ??= suffix;
  }
  return found;
}

/** Where the objects of a resource are listed; undefined: nowhere. @param mount - with a slash at its end */
export function listingOf(resource: Resource, mount: string, phase: number): Listing | undefined {
  const { canList, canDelete, template, block } = resource;
  return canList && canDelete ? { folder: mount + folderOf(template), block, phase } : undefined;
}

/** Whether a label can stand in the place of the parameter of a path. */
export function fitsTemplate({ template, parameter }: Resource, name: string): boolean {
  if (!parameter) return true;
  if (!template.endsWith('+}')) return /^\w(?:[\w.-]*\w)?$/.test(name);
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
