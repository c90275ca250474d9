import type { MountType } from '../core/mount-type.ts';
import { deriveResources, type Resource } from '../declared/schema/derive-resources.ts';
import { isDeclarable, systemBlocks } from '../declared/schema/system-blocks.ts';
import { aliasFields } from '../declared/targets/alias-targets.ts';
import { auditFields } from '../declared/targets/audit-target.ts';
import { memberFields } from '../declared/targets/group-target.ts';
import { mountFields } from '../declared/targets/mount-target.ts';
import type { Field, Fields } from '../framework/field.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import { mountTypes } from '../mount-types.ts';
import { byKind, byName, type Variant, variants } from './declared-values.ts';

/** Identity ids are made up by the server: members by id have a test of their own. */
const byId = ['member_entity_ids', 'member_group_ids'];

function usual(name: string, { kind, allowed, members }: Field): JsonValue {
  const known = byName[name] ?? allowed?.findLast((word) => word !== '');
  return known ?? (members && kind === 'object' ? fill(members, {}) : byKind[kind]);
}

/** An object with the fields of a resource that a variant has. */
function fill(fields: Fields, { without = [], only, values = {} }: Variant): JsonObject {
  const names = Object.keys(fields).filter(
    (name) => !without.includes(name) && (!only || only.includes(name)),
  );
  const filled = names.flatMap((name) => {
    const field = fields[name];
    return field ? [[name, usual(name, field)] as const] : [];
  });
  return { ...Object.fromEntries(filled), ...values };
}

/** Objects of a resource, one for each variant; fields that none of them has are a fault of this test. */
function objectsOf(type: string, { block, body }: Resource): readonly JsonObject[] {
  const made = (variants[`${type} ${block}`] ?? [{}]).map((variant) => fill(body, variant));
  const missing = Object.keys(body).filter(
    (name) => !made.some((each) => Object.hasOwn(each, name)),
  );
  if (missing.length > 0) throw new Error(`no ${block} of ${type} has ${missing.join(', ')}`);
  return made;
}

/** Blocks of a mount: of what it has only one of, each variant gets a mount of its own. */
function mountsOf(type: MountType, options: JsonObject): Record<string, JsonObject> {
  const resources = deriveResources(type.operations);
  const count = Math.max(
    1,
    ...resources.map((each) => (isSingle(each) ? objectsOf(type.type, each).length : 1)),
  );
  const mounts: Record<string, JsonObject> = {};
  for (let i = 0; i < count; i += 1) {
    const blocks = resources.flatMap((resource) => {
      const objects = objectsOf(type.type, resource);
      if (isSingle(resource)) return objects[i] ? [[resource.block, objects[i]] as const] : [];
      return [
        [resource.block, Object.fromEntries(objects.map((each, n) => [`a${n}`, each]))] as const,
      ];
    });
    const isBuiltin = type.isSingleton;
    const own = isBuiltin || i > 0 ? {} : settingsOf(type);
    const path = isBuiltin ? `${type.type}/` : `${'abcdef'[i]}-${type.type}/`;
    mounts[path] = {
      ...own,
      ...(Object.keys(options).length > 0 && { options }),
      ...Object.fromEntries(blocks),
    };
  }
  return mounts;
}

function isSingle({ parameter, isChoice }: Resource): boolean {
  return parameter === undefined || isChoice;
}

/** Everything that can be said of a mount. */
function settingsOf({ kind, hasUserLockout, versions }: MountType): JsonObject {
  const without = [
    ...(kind === 'auth' ? [] : ['token_type']),
    ...(hasUserLockout ? [] : ['user_lockout_config']),
  ];
  const tune = fill(mountFields.tune, { without });
  const { options: _options, ...mount } = fill(mountFields.mount, {});
  return { ...mount, ...(versions.length === 0 && { options: { b: '2', a: '1' } }), tune };
}

/** A folder with every method, every block and every field that can be declared. */
export function everyDeclaredField(): JsonObject {
  const auth: Record<string, JsonObject> = {};
  const mount: Record<string, JsonObject> = {};
  for (const type of mountTypes.values()) {
    if (type.kind === 'auth') auth[type.type] = mountsOf(type, {});
    if (type.kind !== 'secret' || type.isSingleton) continue;
    const versions = Object.entries(type.variants).map(([version, variant]) => {
      const [blocks] = Object.values(mountsOf(variant, { version }));
      return [
        `v${version}/`,
        { options: blocks?.['options'] ?? {}, config: blocks?.['config'] ?? {} },
      ] as const;
    });
    mount[type.type] = { ...mountsOf(type, {}), ...Object.fromEntries(versions) };
  }
  return {
    auth,
    mount,
    ...systemOf(),
    audit: { file: { 'a/': { ...fill(auditFields, {}), options: { file_path: 'discard' } } } },
    ...identityOf(),
  };
}

function systemOf(): JsonObject {
  const resources = deriveResources(mountTypes.get('system:system')?.operations ?? {});
  const blocks = systemBlocks(resources);
  const made: Record<string, Record<string, JsonValue>> = { sys: {} };
  for (const resource of resources.filter(isDeclarable)) {
    const objects = Object.fromEntries(
      objectsOf('system', resource).map((each, n) => [`x-a${n}`, each]),
    );
    const known = blocks.find((each) => each.resource === resource);
    if (!known) {
      for (const [name, object] of Object.entries(objects)) {
        Object.assign(made['sys'] ?? {}, { [resource.template.replace(/\{\w+\}$/, name)]: object });
      }
    } else if (known.kind === undefined) made[known.word] = objects;
    else made[known.word] = { ...made[known.word], [known.kind]: objects };
  }
  return made;
}

function identityOf(): JsonObject {
  const resources = deriveResources(mountTypes.get('secret:identity')?.operations ?? {});
  const bodyOf = (block: string): Fields =>
    resources.find((each) => each.block === block)?.body ?? {};
  const alias = { 'a-userpass/': { a0: fill(aliasFields, {}) } };
  const members = { member_entities: ['anna'], member_groups: ['inner'] };
  return {
    entity: { anna: { ...fill(bodyOf('entity'), {}), alias } },
    group: {
      outer: fill(
        { ...bodyOf('group'), ...memberFields },
        { without: byId, values: { type: 'internal', ...members } },
      ),
      inner: {},
      reported: { type: 'external', alias: { 'b-jwt/': { staff: {} } } },
    },
  };
}
