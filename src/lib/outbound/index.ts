export { parseCertificates } from './agents.ts';
export { type FetchAnswer, fetchBounded, type FetchOptions } from './fetch-bounded.ts';
export { OutboundError, type OutboundFault } from './outbound-error.ts';
