import { monitorEventLoopDelay } from 'node:perf_hooks';
import { release } from '../lib/release.ts';
import type { Metrics } from './metrics.ts';

/** Milliseconds between two looks at the event loop. */
const RESOLUTION_MS = 20;
const SECOND_NS = 1e9;

/**
 * Tell of the process itself: version, memory, processor time, delays of the event loop.
 *
 * @param startedAt - milliseconds since the epoch
 * @returns the function that stops watching the event loop
 */
export function watchProcess(metrics: Metrics, startedAt: number): () => void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  metrics.gauge('portcullis_build_info').of(release.version, process.versions.node).set(1);
  metrics
    .gauge('process_start_time_seconds')
    .of()
    .set(startedAt / 1000);
  metrics.onCollect(() => {
    readMemory(metrics);
    const { user, system } = process.cpuUsage();
    metrics.counter('process_cpu_seconds_total').of().value = (user + system) / 1e6;
    // each look is delayed by the resolution itself
    const lag = (ns: number): number =>
      Math.max(0, (Number.isFinite(ns) ? ns : 0) / SECOND_NS - RESOLUTION_MS / 1000);
    metrics
      .gauge('nodejs_eventloop_lag_p50_seconds')
      .of()
      .set(lag(delays.percentile(50)));
    metrics
      .gauge('nodejs_eventloop_lag_p99_seconds')
      .of()
      .set(lag(delays.percentile(99)));
    metrics.gauge('nodejs_eventloop_lag_max_seconds').of().set(lag(delays.max));
    delays.reset();
  });
  return () => void delays.disable();
}

function readMemory(metrics: Metrics): void {
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
  metrics.gauge('process_resident_memory_bytes').of().set(rss);
  metrics.gauge('runtime.sys_bytes').of().set(rss);
  metrics.gauge('runtime.alloc_bytes').of().set(heapUsed);
  metrics.gauge('nodejs_heap_size_total_bytes').of().set(heapTotal);
  metrics.gauge('nodejs_heap_size_used_bytes').of().set(heapUsed);
  metrics.gauge('nodejs_external_memory_bytes').of().set(external);
}
