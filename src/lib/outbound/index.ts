export { type FetchAnswer, fetchBounded, type FetchOptions } from './fetch-bounded.ts';
export { OutboundError, type OutboundFault } from './outbound-error.ts';
export { parseCertificates } from './parse-certificates.ts';
