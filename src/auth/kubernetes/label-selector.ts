import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/** Longest text of a selector that is taken. */
const MAX_LENGTH = 16_384;

/** Labels that a namespace must have, all of them. */
export type LabelSelector = ReadonlyMap<string, string>;

/**
 * Read a label selector, written as JSON or YAML.
 *
 * Only `matchLabels` is known. A selector without labels would fit every namespace, and a misspelt member would
 * make one such: both are refused, unlike in Kubernetes itself.
 *
 * @returns undefined for anything else
 */
export function parseLabelSelector(text: string): LabelSelector | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const selector = readYaml(text);
  if (!isMap(selector) || Object.keys(selector).some((name) => name !== 'matchLabels')) {
    return undefined;
  }
  const { matchLabels } = selector;
  if (!isMap(matchLabels)) return undefined;
  const labels = Object.entries(matchLabels);
  const isSound = labels.length > 0 && labels.every(([, value]) => typeof value === 'string');
  return isSound ? new Map(labels as [string, string][]) : undefined;
}

/** Whether labels, as the API server answers them, are what a selector asks for. */
export function matchesLabels(selector: LabelSelector, labels: unknown): boolean {
  if (!isMap(labels)) return false;
  return [...selector].every(
    ([name, value]) => Object.hasOwn(labels, name) && labels[name] === value,
  );
}

function readYaml(text: string): unknown {
  try {
    // loaded only where a selector is used; aliases could make much of little
    return (require('yaml') as typeof Yaml).parse(text, {
      maxAliasCount: 0,
      uniqueKeys: true,
      logLevel: 'error',
    });
  } catch {
    // whatever the fault: the text is the operator's, and may not be repeated
    return undefined;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
