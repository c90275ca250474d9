import { type HclBlock, findBlocks, findRepeatedKeys } from '../lib/hcl/hcl-blocks.ts';
import { HclSyntaxError, type HclObject } from '../lib/hcl/hcl-node.ts';
import { parseHcl } from '../lib/hcl/parse-hcl.ts';
import { parsePathTemplate } from './path-template.ts';
import type { Capability, PathRule, Policy } from './policy.ts';
import { PolicySyntaxError } from './policy.ts';
import { RuleFields, inPath, pathless } from './read-rule-fields.ts';

const topLevelKeys: ReadonlySet<string> = new Set(['name', 'path']);

const ruleKeys: ReadonlySet<string> = new Set([
  'comment',
  'policy',
  'capabilities',
  'allowed_parameters',
  'denied_parameters',
  'required_parameters',
  'min_wrapping_ttl',
  'max_wrapping_ttl',
  'mfa_methods',
  'expiration',
  'pagination_limit',
  'list_scan_response_keys_filter_path',
]);

const capabilities: ReadonlySet<string> = new Set<Capability>([
  'create',
  'read',
  'update',
  'delete',
  'list',
  'patch',
  'scan',
  'sudo',
  'deny',
]);

const writeSet: readonly Capability[] = ['create', 'read', 'update', 'delete', 'list'];

/** What the old `policy = "…"` inside a path block stands for. */
const shorthands: ReadonlyMap<string, readonly Capability[]> = new Map([
  ['deny', ['deny']],
  ['read', ['read', 'list']],
  ['write', writeSet],
  ['sudo', [...writeSet, 'sudo']],
]);

const nothingElse: Omit<PathRule, 'path' | 'line' | 'capabilities' | 'comment' | 'expiresAtMs'> = {
  allowed_parameters: new Map(),
  denied_parameters: new Map(),
  required_parameters: [],
  min_wrapping_ttl: 0,
  max_wrapping_ttl: 0,
  mfa_methods: [],
  pagination_limit: 0,
  list_scan_response_keys_filter_path: '',
};

/**
 * Read a policy, in HCL or JSON.
 *
 * A setting stated twice in one path block is refused, because readers and parsers disagree on which
 * of the two counts.
 *
 * @throws PolicySyntaxError with the first fault found; keys that do not exist are named all together
 */
export function parsePolicy(text: string): Policy {
  const root = parseText(text);
  assertKnownKeys(root, topLevelKeys, '');
  const { blocks, misfits } = findBlocks(root, 'path', 1);
  const [misfit] = misfits;
  if (misfit) throw new PolicySyntaxError(`"path" on line ${misfit.line} must be a block`);
  return { paths: blocks.map(parseRule) };
}

function parseText(text: string): HclObject {
  try {
    return parseHcl(text);
  } catch (cause) {
    if (cause instanceof HclSyntaxError) throw new PolicySyntaxError(cause.message, { cause });
    throw cause;
  }
}

function parseRule({ labels, body, line }: HclBlock): PathRule {
  const written = labels[0] ?? '';
  const path = written.replace(/^\//, '');
  assertKnownKeys(body, ruleKeys, `path "${written}": `);
  return inPath(written, () => {
    const [repeated] = findRepeatedKeys(body);
    if (repeated) {
      throw new PolicySyntaxError(`key "${repeated.key}" is set twice, on line ${repeated.line}`);
    }
    if (path.includes('+*')) {
      throw new PolicySyntaxError("invalid use of wildcards ('+*' is forbidden)");
    }
    return { path, line, ...templateOf(path), ...parseSettings(new RuleFields(body)) };
  });
}

function templateOf(path: string): Pick<PathRule, 'template'> {
  const template = pathless('failed to validate policy templating', () => parsePathTemplate(path));
  return template ? { template } : {};
}

function parseSettings(fields: RuleFields): Omit<PathRule, 'path' | 'template' | 'line'> {
  const granted = parseCapabilities(fields);
  const common = {
    capabilities: granted,
    comment: fields.text('comment'),
    expiresAtMs: fields.momentMs('expiration'),
  };
  if (granted.has('deny')) return { ...nothingElse, ...common };
  const settings = {
    ...common,
    allowed_parameters: fields.parameters('allowed_parameters'),
    denied_parameters: fields.parameters('denied_parameters'),
    required_parameters: fields.texts('required_parameters').map((name) => name.toLowerCase()),
    min_wrapping_ttl: fields.seconds('min_wrapping_ttl'),
    max_wrapping_ttl: fields.seconds('max_wrapping_ttl'),
    mfa_methods: fields.texts('mfa_methods'),
    pagination_limit: fields.count('pagination_limit'),
    list_scan_response_keys_filter_path: parseKeysFilter(fields, granted),
  };
  if (settings.max_wrapping_ttl > 0 && settings.max_wrapping_ttl < settings.min_wrapping_ttl) {
    throw new PolicySyntaxError('max_wrapping_ttl cannot be less than min_wrapping_ttl', {
      isPathless: true,
    });
  }
  return settings;
}

/** The union of both ways to grant; `deny` in either is all that remains. */
function parseCapabilities(fields: RuleFields): ReadonlySet<Capability> {
  const shorthand = fields.text('policy');
  const granted = new Set<Capability>(shorthands.get(shorthand));
  if (shorthand !== '' && granted.size === 0) {
    throw new PolicySyntaxError(`invalid policy "${shorthand}"`);
  }
  for (const name of fields.texts('capabilities')) {
    if (!isCapability(name)) throw new PolicySyntaxError(`invalid capability "${name}"`);
    granted.add(name);
  }
  return granted.has('deny') ? new Set(['deny']) : granted;
}

function parseKeysFilter(fields: RuleFields, granted: ReadonlySet<Capability>): string {
  const key = 'list_scan_response_keys_filter_path';
  const template = fields.text(key);
  if (template === '') return '';
  if (!granted.has('list') && !granted.has('scan')) {
    throw new PolicySyntaxError(`${key} needs the capability list or scan`);
  }
  const directives = pathless(key, () => parsePathTemplate(template)?.directives ?? []);
  const isKnown = directives.every((name) => name === '.key' || name === '.path');
  if (!isKnown || !directives.includes('.key')) {
    throw new PolicySyntaxError(`${key} must use {{ .key }}, and beside it only {{ .path }}`);
  }
  return template;
}

function isCapability(name: string): name is Capability {
  return capabilities.has(name);
}

/** @throws PolicySyntaxError that lists every unknown key, in the form the original gives lists of errors */
function assertKnownKeys(object: HclObject, known: ReadonlySet<string>, prefix: string): void {
  const faults = object.items
    .filter(({ keys }) => !known.has(keys[0] ?? ''))
    .map(({ keys, assignLine }) => `${prefix}invalid key "${keys[0]}" on line ${assignLine}`);
  if (faults.length === 0) return;
  const count = faults.length === 1 ? '1 error' : `${faults.length} errors`;
  const list = faults.map((fault) => `\t* ${fault}\n`).join('');
  throw new PolicySyntaxError(`${count} occurred:\n${list}\n`);
}
