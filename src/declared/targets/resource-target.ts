import type { Field } from '../../framework/field.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import type { Resource } from '../schema/derive-resources.ts';
import type { Target, TargetField, TargetFields } from '../schema/target.ts';
import type { ServerState } from '../server-state.ts';
import { textOf } from '../text-of.ts';

/** Where an object of a resource lies. */
export interface ResourcePlace {
  /** Path of the mount with a slash at its end, as requests have it: `auth/people/`, `sys/`. */
  readonly mount: string;
  /** Value of the parameter of its path. */
  readonly name: string;
  readonly title: string;
  readonly phase: number;
  readonly parent?: string;
}

/** An object whose reading and writing follow from the declarations alone. */
export function resourceTarget(resource: Resource, place: ResourcePlace): Target {
  const { mount, title, phase, parent } = place;
  const canonical = resource.parameter?.field.canonical?.(place.name) ?? place.name;
  const path = mount + fill(resource.template, canonical);
  const common = { title, phase, ...(parent !== undefined && { parent }) };
  if (resource.isChoice) return { ...common, ...choice(resource, mount) };
  return {
    ...common,
    path,
    fields: fieldsOf(resource),
    isMerging: resource.isMerging,
    read: (server) => readAll(server, { resource, place, path, name: canonical }),
    write: async (server, { values, current }) => {
      await server.update(path, { ...values, ...checkAndSet(resource, values, current) });
    },
    removal: () => (resource.canDelete ? path : ''),
  };
}

function fill(template: string, name: string): string {
  return template.replace(/\{\w+\+?\}$/, () => name);
}

function fieldsOf(resource: Resource): TargetFields {
  const named = Object.entries(resource.body).map(
    ([name, field]) => [name, describeField(name, field, resource)] as const,
  );
  return Object.fromEntries(named);
}

function describeField(name: string, declared: Field, resource: Resource): TargetField {
  const { read, extraReads, body } = resource;
  const field = name === 'token_type' ? withOneDefaultType(declared) : declared;
  const isRead = !read || read.has(name) || Object.hasOwn(extraReads, name);
  const { replacedBy } = field;
  if (replacedBy !== undefined) {
    return { field, readAs: replacedBy, insteadOf: replacedBy, isCompleted: false };
  }
  const readAs = isRead ? name : undefined;
  if (name === 'ttl' && !isRead && Object.hasOwn(body, 'expiration')) {
    return { field, readAs: undefined, insteadOf: 'expiration', isCompleted: false };
  }
  // what identifies a thing is made up by the server where nothing is said
  const isCompleted = isRead && !field.deprecated && !Object.hasOwn(extraReads, name);
  return { field, readAs, isCompleted };
}

/** Two words for the same type of token: one is written, another is answered. */
function withOneDefaultType(field: Field): Field {
  const one = field.fresh ?? 'default-service';
  const decode: Field['decode'] = (raw) => {
    const word = field.decode(raw);
    return word === 'default' || word === 'default-service' || word === '' ? one : word;
  };
  return { ...field, decode };
}

async function readAll(
  server: ServerState,
  { resource, place, path, name }: Read,
): Promise<JsonObject | undefined> {
  const { listing, query, extraReads } = resource;
  if (listing) {
    const objects = (await server.read(place.mount + listing.path))?.[listing.member];
    return findByName(isJsonObject(objects) ? objects : {}, name);
  }
  const found = await server.read(path, query);
  if (!found) return undefined;
  const extras = await Promise.all(
    Object.entries(extraReads).map(async ([field, suffix]) => [
      field,
      (await server.read(path + suffix))?.[field] ?? null,
    ]),
  );
  return { ...found, ...Object.fromEntries(extras) };
}

interface Read {
  readonly resource: Resource;
  readonly place: ResourcePlace;
  readonly path: string;
  readonly name: string;
}

/** Names of headers have no case. */
function findByName(objects: JsonObject, name: string): JsonObject | undefined {
  const entry = Object.entries(objects).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return isJsonObject(entry?.[1]) ? entry[1] : undefined;
}

/** What counts its writes is written only if nobody else wrote it since it was read. */
function checkAndSet(
  { body }: Resource,
  values: JsonObject,
  current: JsonObject | undefined,
): JsonObject {
  const version = current?.['version'];
  const canCheck = Object.hasOwn(body, 'cas') && !Object.hasOwn(values, 'cas');
  return canCheck && typeof version === 'number' ? { cas: version } : {};
}

/** Its value is the end of the path that writes it. */
function choice(
  { template, parameter, canDelete, body }: Resource,
  mount: string,
): Omit<Target, 'title' | 'phase' | 'parent'> {
  const path = mount + template.replace(/\/\{\w+\+?\}$/, '');
  const name = parameter?.name ?? '';
  const field = body[name];
  return {
    path,
    fields: field ? { [name]: { field, readAs: name, isCompleted: false } } : {},
    isMerging: false,
    read: (server) => server.read(path),
    write: async (server, { values }) => {
      await server.update(`${path}/${textOf(values[name])}`, {});
    },
    removal: (current) => (canDelete ? `${path}/${textOf(current[name])}` : ''),
  };
}
