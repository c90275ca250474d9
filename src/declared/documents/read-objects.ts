import type { FaultList } from '../../config/fault-list.ts';
import { findType, typeKey } from '../../core/scope.ts';
import type { MountType } from '../../core/mount-type.ts';
import type { Fields } from '../../framework/field.ts';
import { hclToJson } from '../../lib/hcl/hcl-blocks.ts';
import type { HclObject } from '../../lib/hcl/hcl-node.ts';
import { isJsonObject, type JsonValue } from '../../lib/json.ts';
import {
  deriveResources,
  fitsTemplate,
  listingOf,
  type Resource,
} from '../schema/derive-resources.ts';
import { phases, type Target } from '../schema/target.ts';
import { isDeclarable, nameIn, type SystemBlock, systemBlocks } from '../schema/system-blocks.ts';
import {
  aliasFields,
  type DeclaredAlias,
  entityAliasTarget,
  groupAliasTarget,
} from '../targets/alias-targets.ts';
import { auditFields, auditTarget } from '../targets/audit-target.ts';
import { groupTarget, memberFields } from '../targets/group-target.ts';
import { mountFields, mountTarget } from '../targets/mount-target.ts';
import { type ResourcePlace, resourceTarget } from '../targets/resource-target.ts';
import type { DeclaredObject } from './declared-object.ts';
import {
  type BlockHolder,
  noSuch,
  type PlacedBlock,
  placedBlocks,
  trimSlashes,
} from './placed-blocks.ts';
import { type DeclaredValue, FieldReader } from './read-fields.ts';
import { FOLDER_NAME } from './read-folder-name.ts';
import type { DeclaredDocument } from './read-folder.ts';
import type { ReferenceSources } from './references.ts';

/** What documents are read with. */
export interface ObjectSources extends ReferenceSources {
  readonly types: ReadonlyMap<string, MountType>;
  readonly faults: FaultList;
  /** Name of the folder. */
  readonly folder: string;
}

/** The objects that documents declare, each once, in the order of the text. */
export function readObjects(
  documents: readonly DeclaredDocument[],
  sources: ObjectSources,
): readonly DeclaredObject[] {
  const reader = new ObjectReader(sources);
  for (const document of documents) reader.read(document);
  return reader.objects;
}

class ObjectReader {
  readonly #sources: ObjectSources;
  readonly #fields: FieldReader;
  readonly #objects = new Map<string, DeclaredObject>();
  readonly #system: readonly SystemBlock[];
  readonly #identity: readonly Resource[];

  constructor(sources: ObjectSources) {
    this.#sources = sources;
    this.#fields = new FieldReader(sources.faults, sources);
    this.#system = systemBlocks(this.#resourcesOf('system', 'system'));
    this.#identity = this.#resourcesOf('secret', 'identity');
  }

  get objects(): readonly DeclaredObject[] {
    return [...this.#objects.values()];
  }

  read({ file, body }: DeclaredDocument): void {
    const words = ['auth', 'mount', 'audit', 'entity', 'group'];
    const known = [...words, ...this.#system.map(({ word }) => word), 'sys', FOLDER_NAME];
    this.#assertKnown({ file, body }, known);
    for (const block of this.#blocks({ file, body }, 'auth', 2)) this.#mount('auth', block);
    for (const block of this.#blocks({ file, body }, 'mount', 2)) this.#mount('secret', block);
    for (const block of this.#blocks({ file, body }, 'audit', 2)) this.#audit(block);
    for (const block of this.#blocks({ file, body }, 'entity', 1)) this.#entity(block);
    for (const block of this.#blocks({ file, body }, 'group', 1)) this.#group(block);
    for (const [word, labels] of labelsByWord(this.#system)) {
      for (const block of this.#blocks({ file, body }, word, labels)) this.#named(word, block);
    }
    for (const block of this.#blocks({ file, body }, 'sys', 1)) this.#anyOfSystem(block);
  }

  #mount(kind: 'auth' | 'secret', block: PlacedBlock): void {
    const [type = '', label = ''] = block.labels;
    const path = trimSlashes(label);
    const known = this.#sources.types.get(typeKey(kind, type));
    if (!known) {
      const types = [...this.#sources.types.values()].filter((each) => each.kind === kind);
      const names = types.map((each) => each.type);
      this.#fault(block, noSuch('type', type, names));
      return;
    }
    if (path === '') this.#fault(block, 'needs a path');
    const { body } = block;
    const [tune, second] = this.#blocks(block, 'tune', 0);
    if (second) this.#fault(second, 'is set twice');
    const at = { file: block.file, line: block.line, block: block.key };
    const options = readOptions(body);
    const actual = findType(this.#sources.types, { kind, type, options }) ?? known;
    const resources = deriveResources(actual.operations);
    const blocks = ['tune', ...resources.map((resource) => resource.block)];
    const values = {
      ...this.#fields.read(body, mountFields.mount, { ...at, blocks }),
      ...(tune ? this.#readBlock(tune, mountFields.tune) : {}),
    };
    const mount = kind === 'auth' ? `auth/${path}/` : `${path}/`;
    const listings = resources.flatMap((each) => listingOf(each, mount, phaseOf(each)) ?? []);
    const target = mountTarget({ kind, type, path, isBuiltin: known.isSingleton });
    this.#add(block, { ...target, listings }, values);
    for (const resource of resources) {
      this.#resource(resource, block, { mount, parent: target.path });
    }
  }

  #resource(
    resource: Resource,
    within: PlacedBlock,
    { mount, parent }: { mount: string; parent: string },
  ): void {
    const hasLabel = resource.parameter !== undefined && !resource.isChoice;
    const phase = phaseOf(resource);
    for (const block of this.#blocks(within, resource.block, hasLabel ? 1 : 0)) {
      const [name = ''] = block.labels;
      const title = `${hasLabel ? block.key : resource.block} in ${mount}`;
      this.#addNamed(block, resource, { mount, name, title, phase, parent });
    }
  }

  #audit(block: PlacedBlock): void {
    const [type = '', label = ''] = block.labels;
    this.#add(block, auditTarget(type, trimSlashes(label)), this.#readBlock(block, auditFields));
  }

  #entity(block: PlacedBlock): void {
    const resource = this.#identity.find((each) => each.block === 'entity');
    if (!resource) return;
    const [name = ''] = block.labels;
    const place = { mount: 'identity/', name, title: block.key, phase: phases.entity };
    if (!this.#canName(block, resource, name)) return;
    const target = { ...resourceTarget(resource, place), isMerging: true };
    this.#add(block, target, this.#readBlock(block, resource.body, ['alias']));
    for (const alias of this.#blocks(block, 'alias', 2)) {
      const values = this.#readBlock(alias, aliasFields);
      this.#add(alias, entityAliasTarget(aliasOf(name, alias)), values);
    }
  }

  #group(block: PlacedBlock): void {
    const resource = this.#identity.find((each) => each.block === 'group');
    if (!resource) return;
    const [name = ''] = block.labels;
    const place = { mount: 'identity/', name, title: block.key, phase: phases.group };
    const values = this.#readBlock(block, { ...resource.body, ...memberFields }, ['alias']);
    if (!this.#canName(block, resource, name)) return;
    const members = textsOf(values['member_groups']?.value);
    this.#add(block, groupTarget(resourceTarget(resource, place), members), values);
    for (const alias of this.#blocks(block, 'alias', 2)) {
      const read = this.#readBlock(alias, {});
      this.#add(alias, groupAliasTarget(aliasOf(name, alias)), read);
    }
  }

  #named(word: string, block: PlacedBlock): void {
    const ofWord = this.#system.filter((each) => each.word === word);
    const [first = '', second] = block.labels;
    const found = ofWord.find(({ kind }) => kind === undefined || kind === first);
    if (!found) {
      const kinds = ofWord.map(({ kind }) => kind ?? '');
      this.#fault(block, noSuch('kind', first, kinds));
      return;
    }
    const name = second ?? first;
    const { resource, phase } = found;
    this.#addNamed(block, resource, { mount: 'sys/', name, title: block.key, phase });
  }

  /** `sys "config/cors"`: whatever has no word of its own. */
  #anyOfSystem(block: PlacedBlock): void {
    const path = trimSlashes(block.labels[0] ?? '');
    const resources = this.#resourcesOf('system', 'system').filter(isDeclarable);
    const found = resources
      .map((resource) => ({ resource, name: nameIn(path, resource) }))
      .find(({ name }) => name !== undefined);
    if (!found) {
      const near = resources.map(({ template }) => template);
      this.#fault(block, noSuch('path', path, near));
      return;
    }
    const { resource, name = '' } = found;
    const place = { mount: 'sys/', name, title: block.key, phase: phases.system };
    this.#addNamed(block, resource, place);
  }

  #readBlock(
    { body, file, line, key }: PlacedBlock,
    fields: Fields,
    blocks: readonly string[] = [],
  ): Record<string, DeclaredValue> {
    return this.#fields.read(body, fields, { file, line, block: key, blocks });
  }

  /** An object of a resource, where its label can be a name. */
  #addNamed(block: PlacedBlock, resource: Resource, place: ResourcePlace): void {
    const values = this.#readBlock(block, resource.body);
    if (this.#canName(block, resource, place.name)) {
      this.#add(block, resourceTarget(resource, place), values);
    }
  }

  #canName(block: PlacedBlock, resource: Resource, name: string): boolean {
    if (resource.isChoice || fitsTemplate(resource, name)) return true;
    this.#fault(block, 'has a label that cannot be a name');
    return false;
  }

  #add(block: PlacedBlock, target: Target, values: DeclaredObject['values']): void {
    const first = this.#objects.get(target.path);
    const { file, line } = block;
    if (first) this.#fault(block, `is declared already at ${first.file}:${first.line}`);
    else {
      const { folder } = this.#sources;
      this.#objects.set(target.path, { target, values, folder, file, line });
    }
  }

  #blocks(holder: BlockHolder, word: string, labels: number): PlacedBlock[] {
    return placedBlocks(holder, { word, labels, faults: this.#sources.faults });
  }

  #assertKnown({ file, body }: DeclaredDocument, known: readonly string[]): void {
    for (const { keys, line } of body.items) {
      const [key = ''] = keys;
      if (known.includes(key)) continue;
      this.#sources.faults.add({ file, line, key }, noSuch('block', key, known));
    }
  }

  #fault({ file, line, key }: PlacedBlock, problem: string): void {
    this.#sources.faults.add({ file, line, key }, problem);
  }

  #resourcesOf(kind: MountType['kind'], type: string): readonly Resource[] {
    const found = this.#sources.types.get(typeKey(kind, type));
    return found ? deriveResources(found.operations) : [];
  }
}

/** Words with several kinds have the kind as a label. */
function labelsByWord(blocks: readonly SystemBlock[]): ReadonlyMap<string, number> {
  return new Map(blocks.map(({ word, kind }) => [word, kind === undefined ? 1 : 2]));
}

function phaseOf({ isChoice, parameter }: Resource): number {
  if (isChoice) return phases.choice;
  return parameter ? phases.named : phases.config;
}

function aliasOf(owner: string, { labels }: PlacedBlock): DeclaredAlias {
  const [mount = '', name = ''] = labels;
  return { owner, mount: trimSlashes(mount).replace(/^auth\//, ''), name };
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** What version a mount is of is looked at before its fields are read: it decides which blocks there are. */
function readOptions({ items }: HclObject): Readonly<Record<string, string>> {
  const options = items.find(({ keys }) => keys.length === 1 && keys[0] === 'options');
  const plain = options ? hclToJson(options.value) : {};
  const version = isJsonObject(plain) ? plain['version'] : undefined;
  return typeof version === 'string' || typeof version === 'number'
    ? { version: String(version) }
    : {};
}
