/** Why an outgoing request brought no answer. */
export type OutboundFault =
  | 'url'
  | 'ca'
  | 'address'
  | 'timeout'
  | 'aborted'
  | 'too large'
  | 'certificate'
  | 'network';

/**
 * An outgoing request that brought no answer. The message names host and reason, never the path, a header or
 * a body: tokens travel there.
 */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly fault: OutboundFault;

  constructor(fault: OutboundFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}
