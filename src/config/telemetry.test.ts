import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigFolder } from '../testing/config-folder.ts';
import { ConfigError } from './config-error.ts';
import { loadServerConfig } from './load.ts';
import type { ServerConfig } from './server-config.ts';

let folder: ConfigFolder;
beforeEach(() => {
  folder = new ConfigFolder();
});
afterEach(() => folder.remove());

const listener = (inside: string) => `listener "tcp" { \n tls_disable = true \n ${inside} }\n`;

function load(...texts: readonly string[]): ServerConfig {
  const paths = texts.map((text, i) => folder.write(`${i}.hcl`, text));
  const storage = folder.write('storage.hcl', 'storage "inmem" {}');
  return loadServerConfig({ paths: [...paths, storage], env: {} });
}

function faultsOf(text: string): readonly string[] {
  try {
    load(text);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ key, problem }) => `${key}: ${problem}`);
  }
  return [];
}

describe('telemetry', () => {
  test('has defaults', () => {
    expect(load(listener('')).telemetry).toEqual({
      maximum_gauge_cardinality: 500,
      metrics_prefix: 'vault',
      prometheus_retention_time: 86_400,
      usage_gauge_period: 600,
    });
  });

  test('is read, and "none" or 0 means never; of two files the later one wins', () => {
    const first = 'telemetry { metrics_prefix = "a" }';
    const second = `telemetry {
      metrics_prefix = "auth"
      prometheus_retention_time = 0
      usage_gauge_period = "none"
    }`;

    expect(load(listener(''), first, second).telemetry).toMatchObject({
      metrics_prefix: 'auth',
      prometheus_retention_time: 0,
      usage_gauge_period: 0,
    });
  });

  test.each([
    [
      'telemetry { metric_prefix = "x" }',
      'telemetry metric_prefix: is no known key; did you mean metrics_prefix?',
    ],
    [
      'telemetry { metrics_prefix = "9-" }',
      'telemetry metrics_prefix: must begin with a letter and hold letters, digits and _ only',
    ],
    [
      'telemetry { usage_gauge_period = "soon" }',
      'telemetry usage_gauge_period: must be a duration such as 90s, 1h30m or 7d',
    ],
    ['telemetry "x" { }', 'telemetry: must be a block without a label'],
    ['telemetry { }\ntelemetry { }', 'telemetry: is a second block of its kind in one file'],
  ])('%s is refused', (text, fault) => {
    expect(faultsOf(listener('') + text)).toEqual([fault]);
  });

  test('what sends metrics elsewhere is told to mean nothing', () => {
    const { warnings } = load(`${listener('')}telemetry { statsd_address = "10.0.0.1:8125" }`);

    expect(warnings.join()).toContain(
      'telemetry statsd_address: means nothing to this server and is ignored',
    );
  });
});

describe('telemetry of a listener', () => {
  test('is absent where there is no block', () => {
    expect(load(listener('')).listeners[0]?.telemetry).toBeUndefined();
  });

  test('is read with its defaults', () => {
    const { listeners } = load(listener('telemetry { \n metrics_only = true \n }'));

    expect(listeners[0]?.telemetry).toEqual({
      unauthenticated_metrics_access: false,
      metrics_only: true,
      disallow_metrics: false,
    });
  });

  test('knows no other key', () => {
    expect(faultsOf(listener('telemetry { \n metrics_prefix = "x" \n }'))).toEqual([
      'listener "tcp" telemetry metrics_prefix: is no known key',
    ]);
  });
});
