import type { JsonObject } from '../lib/json.ts';
import { Counter, Gauge, type Histogram } from './instruments.ts';
import type { CollectedFamily, Metrics } from './metrics.ts';

/** The media type of the JSON form. */
export const JSON_TYPE = 'application/json';

/**
 * All metrics in the form that Vault's JSON has. Figures are those since the start of the process, where
 * Vault tells the last ten seconds.
 *
 * @param now - milliseconds since the epoch
 */
export function writeJson(metrics: Metrics, options: { prefix: string; now: number }): string {
  const parts: { Gauges: JsonObject[]; Counters: JsonObject[]; Samples: JsonObject[] } = {
    Gauges: [],
    Counters: [],
    Samples: [],
  };
  const families = metrics.collect();
  const seconds = Math.max((metrics.monotonic() - metrics.startedAt) / 1000, 0.001);
  for (const collected of families) addFamily(parts, collected, { ...options, seconds });
  return JSON.stringify({
    Timestamp: timestamp(options.now),
    Gauges: parts.Gauges,
    Points: [],
    Counters: parts.Counters,
    Samples: parts.Samples,
  });
}

function addFamily(
  parts: { Gauges: JsonObject[]; Counters: JsonObject[]; Samples: JsonObject[] },
  { name, declaration, family }: CollectedFamily,
  { prefix, seconds }: { prefix: string; seconds: number },
): void {
  const isBare = declaration.kind === 'plain' || prefix === '';
  const Name = isBare ? name : `${prefix}.${name}`;
  for (const { labels: values, instrument } of family.members) {
    const labels = declaration.labels ?? [];
    const Labels = Object.fromEntries(labels.map((label, i) => [label, values[i] ?? '']));
    if (instrument instanceof Gauge) parts.Gauges.push({ Name, Value: instrument.value, Labels });
    else if (instrument instanceof Counter) {
      parts.Counters.push({ Name, ...ofCounter(instrument, seconds), Labels });
    } else parts.Samples.push({ Name, ...ofHistogram(instrument, seconds), Labels });
  }
}

function ofCounter({ value }: Counter, seconds: number): JsonObject {
  const Rate = value / seconds;
  const step = value === 0 ? 0 : 1;
  return { Count: value, Rate, Sum: value, Min: step, Max: step, Mean: step, Stddev: 0 };
}

function ofHistogram({ count, sum, squares, min, max }: Histogram, seconds: number): JsonObject {
  const Mean = count === 0 ? 0 : sum / count;
  const variance = count < 2 ? 0 : (squares - count * Mean * Mean) / (count - 1);
  return {
    Count: count,
    Rate: sum / seconds,
    Sum: sum,
    Min: count === 0 ? 0 : min,
    Max: count === 0 ? 0 : max,
    Mean,
    Stddev: Math.sqrt(Math.max(0, variance)),
  };
}

/** `2026-01-01 00:00:00 +0000 UTC`, as Go prints it. */
function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`;
}
