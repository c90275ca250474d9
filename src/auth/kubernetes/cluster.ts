import { fetchBounded, OutboundError } from '../../lib/outbound/index.ts';
import type { Context } from './context.ts';
import { PodFileError, type PodFiles } from './pod-files.ts';
import type { Config } from './records.ts';

/** For one question to the API server, from its name to the last byte of its answer. */
const TIMEOUT_MS = 10_000;
/** etcd keeps no object above 1.5 MiB; what is longer is no answer of an API server. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/** Whose token a question is asked with. */
export type BearerSource =
  | 'token_reviewer_jwt'
  | 'token of the pod'
  | 'token under review'
  | 'none';

/** A token to ask with, and where it is from. */
export interface Bearer {
  readonly token: string;
  readonly source: BearerSource;
}

/** One question to the API server. */
export interface Question {
  /** Path below the host; names in it are checked by whoever builds it. */
  readonly path: string;
  readonly bearer: Bearer;
  /** Makes it a POST. */
  readonly body?: unknown;
  /** Milliseconds; default: 10 seconds. */
  readonly timeoutMs?: number;
}

/** What came of a question. */
export type Reply =
  | {
      readonly status: number;
      /** Parsed; undefined where it is no JSON. */
      readonly body: unknown;
    }
  | {
      /** Why there is no answer: host and reason, never what was sent. */
      readonly failure: string;
      /** The connection broke, or did not come about. */
      readonly isBroken: boolean;
    };

/** The API server of a configuration, and who asks it. */
export interface Cluster {
  readonly config: Config;
  /** Who reviews: the stored token, or that of the pod; undefined: neither is there. */
  readonly reviewer: Bearer | undefined;
  /** Ask once per request, however often the request is decided anew. */
  ask(question: Question): Promise<Reply>;
}

/**
 * Reach for the API server of a configuration. Nothing is sent yet.
 *
 * @throws PodFileError when the certificate of the pod is wanted, and cannot be read
 */
export async function openCluster(
  config: Config,
  { pod, context, now }: { pod: PodFiles; context: Pick<Context, 'once'>; now: number },
): Promise<Cluster> {
  const usesPod = !config.disable_local_ca_jwt;
  const needsCa = usesPod && config.kubernetes_ca_cert === '';
  const caPem = needsCa ? await pod.ca(now) : config.kubernetes_ca_cert;
  const origin = originOf(config.kubernetes_host);
  return {
    config,
    reviewer: await findReviewer(config, pod, now),
    ask: (question) => {
      const { path, bearer, body } = question;
      // in memory only, and for this request only: tokens may stand in it
      const key = JSON.stringify(['kubernetes', origin + path, bearer.token, body ?? '', caPem]);
      return context.once(key, () => sendTwice(origin + path, { ...question, caPem }));
    },
  };
}

/** A bare host, or host and port, as the documents of the original allow it, means https. */
export function originOf(host: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(host) ? host : `https://${host}`;
}

/** A pod whose token cannot be read is none: then the token under review must do. */
async function findReviewer(
  { token_reviewer_jwt: stored, disable_local_ca_jwt: isLocalDisabled }: Config,
  pod: PodFiles,
  now: number,
): Promise<Bearer | undefined> {
  if (stored !== '') return { token: stored, source: 'token_reviewer_jwt' };
  if (isLocalDisabled) return undefined;
  try {
    return { token: await pod.token(now), source: 'token of the pod' };
  } catch (error) {
    if (error instanceof PodFileError) return undefined;
    throw error;
  }
}

/**
 * A connection that was kept may have ended with the API server that it led to: then there is one more try. No
 * question changes anything. A failure is an outcome like any other: `once` remembers both.
 */
async function sendTwice(url: string, sent: Sent): Promise<Reply> {
  const first = await send(url, sent);
  return 'failure' in first && first.isBroken ? send(url, sent) : first;
}

async function send(url: string, { bearer, body, caPem, timeoutMs }: Sent): Promise<Reply> {
  try {
    const answer = await fetchBounded(url, {
      headers: {
        accept: 'application/json',
        ...(bearer.source === 'none' ? {} : { authorization: `Bearer ${bearer.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      caPem,
      timeoutMs: timeoutMs ?? TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
    });
    return { status: answer.status, body: parseBody(answer.body) };
  } catch (error) {
    if (error instanceof OutboundError) {
      return { failure: error.message, isBroken: error.fault === 'network' };
    }
    throw error;
  }
}

interface Sent extends Question {
  readonly caPem: string;
}

/** Plain values only: nothing of an answer is ever told on. */
function parseBody(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
