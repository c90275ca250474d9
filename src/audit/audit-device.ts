/** A place where audit entries go. One suite proves every kind of it. */
export interface AuditDevice {
  /**
   * Record one line, which ends in a line feed. Lines keep their order.
   *
   * Nothing is opened before the first call, and a later call tries again what failed before.
   *
   * @throws AuditDeviceError or a system error when the line is not recorded
   */
  write(line: string): Promise<void>;
  /** Open what is written to anew, as after a rotation. */
  reopen(): void;
  /** Finish what was begun and let go of it. */
  close(): Promise<void>;
}

/** A line could not be recorded. The message holds nothing of the line. */
export class AuditDeviceError extends Error {
  override readonly name = 'AuditDeviceError';
}

/** Bytes that may wait for a slow device; beyond them a line is refused at once. */
export const MAX_WAITING_BYTES = 8 * 1024 * 1024;
