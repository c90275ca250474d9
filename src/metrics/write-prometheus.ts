import type { Member } from './family.ts';
import { Histogram, type Instrument } from './instruments.ts';
import type { MetricDeclaration } from './metric-catalogue.ts';
import type { CollectedFamily, Metrics } from './metrics.ts';

/** The media type of the text format. @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** The name under which Prometheus knows a metric. */
export function prometheusName(
  name: string,
  { kind }: Pick<MetricDeclaration, 'kind'>,
  prefix: string,
): string {
  const bare = name.replaceAll('.', '_');
  return kind === 'plain' || prefix === '' ? bare : `${prefix}_${bare}`;
}

/**
 * All metrics in the text format of Prometheus.
 *
 * @param prefix - stands before the names that are not those of all processes
 */
export function writePrometheus(metrics: Metrics, prefix: string): string {
  const lines: string[] = [];
  for (const collected of metrics.collect()) writeFamily(lines, collected, prefix);
  return lines.join('');
}

function writeFamily(
  lines: string[],
  { name, declaration, family }: CollectedFamily,
  prefix: string,
): void {
  if (family.members.length === 0) return;
  const full = prometheusName(name, declaration, prefix);
  lines.push(`# HELP ${full} ${escapeHelp(declaration.help)}\n`);
  lines.push(`# TYPE ${full} ${declaration.type}\n`);
  const labels = declaration.labels ?? [];
  for (const member of family.members) writeMember(lines, { full, labels }, member);
}

function writeMember(
  lines: string[],
  { full, labels }: { full: string; labels: readonly string[] },
  { labels: values, instrument }: Member<Instrument>,
): void {
  const pairs = labels.map((label, i) => `${label}="${escapeLabel(values[i] ?? '')}"`).join(',');
  const braced = pairs === '' ? '' : `{${pairs}}`;
  if (!(instrument instanceof Histogram)) {
    lines.push(`${full}${braced} ${instrument.value}\n`);
    return;
  }
  const before = pairs === '' ? '' : `${pairs},`;
  let within = 0;
  for (const [i, bound] of instrument.bounds.entries()) {
    within += instrument.counts[i] ?? 0;
    lines.push(`${full}_bucket{${before}le="${bound}"} ${within}\n`);
  }
  lines.push(`${full}_bucket{${before}le="+Inf"} ${instrument.count}\n`);
  lines.push(`${full}_sum${braced} ${instrument.sum}\n`);
  lines.push(`${full}_count${braced} ${instrument.count}\n`);
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
