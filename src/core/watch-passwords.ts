import type { PasswordHasher } from '../crypto/password-hasher.ts';
import type { WorkQueueReport } from '../crypto/work-queue.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** Counts how long passwords wait for being hashed, and how often that was refused. */
export function passwordReport(metrics: Metrics): WorkQueueReport {
  const waits = metrics.histogram('password_queue.wait_seconds').of();
  const refusals = metrics.counter('password_queue.refusals_total').of();
  return {
    noteWait: (ms) => waits.observe(ms / 1000),
    noteRefusal: () => refusals.add(),
  };
}

/** Tell how many passwords are hashed and wait, whenever somebody asks. */
export function tellPasswordLoad(metrics: Metrics, passwords: PasswordHasher): void {
  metrics.onCollect(() => {
    const { running, waiting } = passwords.load;
    metrics.gauge('password_queue.running').of().set(running);
    metrics.gauge('password_queue.waiting').of().set(waiting);
  });
}
