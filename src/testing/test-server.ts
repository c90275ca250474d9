import { createHash } from 'node:crypto';
import { AuditBroker, type AuditBrokerParts } from '../audit/broker.ts';
import { LifecycleService } from '../core/lifecycle-service.ts';
import type { LockoutOptions } from '../core/lockout-settings.ts';
import type { IncomingRequest, OutgoingAnswer } from '../core/request.ts';
import type { MountType } from '../core/mount-type.ts';
import { type CoreParts, defaultSystemTtls, type Log, typeKey } from '../core/scope.ts';
import { ServerCore } from '../core/server-core.ts';
import type { PasswordCost } from '../crypto/password-hash.ts';
import { PasswordHasher } from '../crypto/password-hasher.ts';
import type { RandomBytes } from '../crypto/random.ts';
import { type JsonObject, parseJson } from '../lib/json.ts';
import { mountTypes } from '../mount-types.ts';
import { openMemoryStore } from '../storage/sqlite/index.ts';
import type { Store } from '../storage/store.ts';
import { openTestDevices } from './opened-devices.ts';

/** Hashing that costs next to nothing: never for a real password. */
export const cheapPasswords: PasswordCost = { memoryKib: 8, passes: 1, lanes: 1 };

/** What a test may choose. */
export interface TestServerOptions {
  /** Default: a fresh store in memory. */
  readonly store?: Store;
  /** Default: 2026-01-01T00:00:00Z. */
  readonly startAt?: number;
  readonly log?: Log;
  readonly autoUnsealKey?: Uint8Array;
  /** False: neither initialised nor unsealed. */
  readonly isReady?: boolean;
  /** Beside those of a real server, or in the place of one of them. */
  readonly types?: readonly MountType[];
  /** Default: nothing configured. */
  readonly lockout?: Partial<LockoutOptions>;
  /** Default: hashing that costs next to nothing. */
  readonly passwords?: PasswordHasher;
  /** Default: no devices, and none may be made. */
  readonly audit?: Partial<AuditBrokerParts>;
  /** Default: the same bytes in every run. */
  readonly random?: RandomBytes;
}

/** Parts of a request that a test may set. */
export interface TestRequest {
  /** Default: zeros. */
  readonly id?: string;
  readonly token?: string;
  readonly remoteAddress?: string;
  readonly wrapTtlSeconds?: number;
  readonly namespace?: string;
  /** By lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer as a test looks at it. */
export interface TestAnswer {
  readonly status: number;
  /** The parsed body; `null` where there is none. Loosely typed: tests assert its shape. */
  readonly body: Readonly<Record<string, never>>;
  readonly raw: OutgoingAnswer;
}

/** A whole server without a socket, with its own clock and randomness. */
export interface TestServer {
  readonly core: ServerCore;
  readonly store: Store;
  readonly rootToken: string;
  /** The unseal key, for tests that seal. */
  readonly unsealKey: Uint8Array;
  /** `server.request('POST', 'auth/token/create', { ttl: '1h' }, { token })`; as root when no token is named. */
  request(verb: Verb, path: string, data?: JsonObject, options?: TestRequest): Promise<TestAnswer>;
  /** Let time pass. */
  advance(seconds: number): void;
  now(): number;
}

const operationOf = {
  GET: 'read',
  LIST: 'list',
  SCAN: 'scan',
  POST: 'update',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
  HEAD: 'header',
  HELP: 'help',
} as const satisfies Record<string, IncomingRequest['operation']>;

export type Verb = keyof typeof operationOf;

/** Start a server for one test: in memory, frozen clock, seeded randomness, cheap hashing. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { isReady = true, store = openMemoryStore(), log = () => undefined } = options;
  let now = options.startAt ?? Date.UTC(2026, 0, 1);
  const clock = (): number => now;
  const { random = seededRandom('portcullis') } = options;
  const parts: CoreParts = {
    types: new Map([...mountTypes, ...(options.types ?? []).map(keyed)]),
    ttls: defaultSystemTtls,
    lockout: { user_lockout: {}, disable_user_lockout: false, ...options.lockout },
    clock,
    random,
    passwords: options.passwords ?? new PasswordHasher({ cost: cheapPasswords, random }),
    audit: new AuditBroker({ open: openTestDevices(clock), log, ...options.audit }),
    log,
  };
  const { autoUnsealKey } = options;
  const lifecycle = new LifecycleService({
    store,
    storageType: 'inmem',
    random,
    clock,
    log,
    ...(autoUnsealKey && { autoUnsealKey }),
  });
  const core = new ServerCore(parts, lifecycle);
  const { rootToken, unsealKey } = isReady ? await makeReady(lifecycle) : notReady;
  return {
    core,
    store,
    rootToken,
    unsealKey,
    request: (verb, path, ...[data = {}, of = {}]) =>
      send(core, { rootToken, verb, path, data, of }),
    advance: (seconds) => {
      now += seconds * 1000;
    },
    now: clock,
  };
}

function keyed(type: MountType): [string, MountType] {
  return [typeKey(type.kind, type.type), type];
}

const notReady = { rootToken: '', unsealKey: new Uint8Array(0) };

async function makeReady(lifecycle: LifecycleService): Promise<typeof notReady> {
  const { rootToken, shares } = await lifecycle.init({ shares: 1, threshold: 1 });
  const unsealKey = Uint8Array.from(shares[0] ?? []);
  await lifecycle.unseal(unsealKey);
  return { rootToken, unsealKey };
}

interface Sent {
  readonly rootToken: string;
  readonly verb: Verb;
  readonly path: string;
  readonly data: JsonObject;
  readonly of: TestRequest;
}

async function send(core: ServerCore, sent: Sent): Promise<TestAnswer> {
  const { rootToken, verb, path, data, of } = sent;
  const isList = verb === 'LIST' || verb === 'SCAN';
  const raw = await core.handle({
    id: of.id ?? '00000000-0000-0000-0000-000000000000',
    operation: operationOf[verb],
    path: isList && !path.endsWith('/') ? `${path}/` : path,
    // what arrives over the wire has been JSON
    data: parseJson(JSON.stringify(data)) as JsonObject,
    token: of.token ?? rootToken,
    namespace: of.namespace ?? '',
    wrapTtlSeconds: of.wrapTtlSeconds ?? 0,
    remoteAddress: of.remoteAddress ?? '127.0.0.1',
    peerAddress: '127.0.0.1',
    header: (name) => of.headers?.[name],
  });
  const text = typeof raw.body === 'string' ? raw.body : 'null';
  return { status: raw.status, body: JSON.parse(text) as TestAnswer['body'], raw };
}

/** The same bytes in every run: SHA-256 in counter mode. */
export function seededRandom(seed: string): RandomBytes {
  let counter = 0;
  return (length) => {
    const blocks: Buffer[] = [];
    for (let filled = 0; filled < length; filled += 32) {
      blocks.push(createHash('sha256').update(`${seed}:${counter}`).digest());
      counter += 1;
    }
    return Buffer.concat(blocks).subarray(0, length);
  };
}
