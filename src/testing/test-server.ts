import { AuditBroker, type AuditBrokerParts } from '../audit/broker.ts';
import { type OpenDevice, openDevices } from '../audit/open-device.ts';
import { createClient } from '../client/index.ts';
import { startBackground } from '../core/background.ts';
import { LifecycleService } from '../core/lifecycle-service.ts';
import type { IncomingRequest } from '../core/request.ts';
import type { MountType } from '../core/mount-type.ts';
import { type CoreParts, defaultSystemTtls, typeKey } from '../core/scope.ts';
import { ServerCore } from '../core/server-core.ts';
import type { PasswordCost } from '../crypto/password-hash.ts';
import { PasswordHasher } from '../crypto/password-hasher.ts';
import { type JsonObject, parseJson } from '../lib/json.ts';
import type { Clock } from '../lib/time.ts';
import { Metrics } from '../metrics/metrics.ts';
import { mountTypes } from '../mount-types.ts';
import { openMemoryStore } from '../storage/sqlite/index.ts';
import type { Store } from '../storage/store.ts';
import { Given } from './given/given.ts';
import { createInProcessFetch } from './in-process-fetch.ts';
import type { Kit, KitOptions, LooseBody, TestAnswer, TestRequest, Verb } from './kit.ts';
import { Holdings } from './open-servers.ts';
import { openSocket } from './open-socket.ts';
import { seededRandom } from './seeded-random.ts';

export type { TestAnswer, TestRequest, Verb } from './kit.ts';
export { seededRandom } from './seeded-random.ts';

/** Hashing that costs next to nothing: never for a real password. */
export const cheapPasswords: PasswordCost = { memoryKib: 8, passes: 1, lanes: 1 };

/** What a test of ours may choose, beside what everybody may. */
export interface TestServerOptions extends KitOptions {
  /** Default: a fresh store in memory, closed with the server. One that is handed in stays open. */
  readonly store?: Store;
  readonly autoUnsealKey?: Uint8Array;
  readonly previousUnsealKey?: Uint8Array;
  readonly isAutoUnsealDisabled?: boolean;
  /** Beside those of a real server, or in the place of one of them. */
  readonly types?: readonly MountType[];
  /** Default: hashing that costs next to nothing. */
  readonly passwords?: PasswordHasher;
  /** Default: no devices, and none may be made. */
  readonly audit?: Partial<AuditBrokerParts>;
}

/** The kit, with what lies inside of the server. */
export interface TestServer extends Kit {
  readonly core: ServerCore;
  readonly store: Store;
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
} as const satisfies Record<Verb, IncomingRequest['operation']>;

/** Start a server for one test: in memory, frozen clock, seeded randomness, cheap hashing. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const made = putTogether(options);
  const { core, store, lifecycle, parts, holdings } = made;
  const { rootToken, unsealKey } =
    (options.isReady ?? true) ? await makeReady(lifecycle) : notReady;
  const { url, ca } = await listen(made, options.listen ?? false);
  const stop = (): Promise<void> => holdings.giveBack();
  const inProcess = createInProcessFetch(core);
  const server: Omit<TestServer, 'given'> = {
    core,
    store,
    url,
    ca,
    rootToken,
    unsealKey,
    client: (token = rootToken) =>
      createClient({ address: url, token, fetch: inProcess, retries: 0 }),
    fetch: inProcess,
    request: async <Body = LooseBody>(
      ...[verb, path, data = {}, of = {}]: Parameters<Kit['request']>
    ): Promise<TestAnswer<Body>> =>
      (await send(core, { rootToken, verb, path, data, of })) as TestAnswer<Body>,
    advance: (seconds) => made.advance(seconds),
    now: parts.clock,
    sweep: async () => {
      const background = startBackground({ ...parts, lifecycle });
      await background.runNow();
      await background.stop();
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
  return Object.assign(server, { given: new Given(server) });
}

/** What a server consists of before anybody can use it. */
interface Parts {
  readonly core: ServerCore;
  readonly store: Store;
  readonly lifecycle: LifecycleService;
  readonly parts: CoreParts;
  readonly holdings: Holdings;
  advance(seconds: number): void;
}

function putTogether(options: TestServerOptions): Parts {
  let now = options.startAt ?? Date.UTC(2026, 0, 1);
  const clock = (): number => now;
  const metrics = new Metrics({ monotonic: clock });
  const { store = openMemoryStore(metrics), log = () => undefined } = options;
  const { random = seededRandom('portcullis'), autoUnsealKey } = options;
  const holdings = new Holdings();
  if (!options.store) holdings.add(() => store.close());
  const audit = createAudit(holdings, clock, { log, metrics, ...options.audit });
  const parts: CoreParts = {
    types: new Map([...mountTypes, ...(options.types ?? []).map(keyed)]),
    ttls: defaultSystemTtls,
    lockout: { user_lockout: {}, disable_user_lockout: false, ...options.lockout },
    clock,
    random,
    passwords: options.passwords ?? new PasswordHasher({ cost: cheapPasswords, random }),
    audit,
    metrics,
    log,
  };
  const lifecycle = new LifecycleService({
    store,
    storageType: 'inmem',
    random,
    clock,
    log,
    ...(autoUnsealKey && { autoUnsealKey }),
    ...(options.previousUnsealKey && { previousUnsealKey: options.previousUnsealKey }),
    ...(options.isAutoUnsealDisabled && { isAutoUnsealDisabled: true }),
  });
  const core = new ServerCore(parts, lifecycle);
  const advance = (seconds: number): void => {
    now += seconds * 1000;
  };
  return { core, store, lifecycle, parts, holdings, advance };
}

function createAudit(
  holdings: Holdings,
  clock: Clock,
  given: Omit<AuditBrokerParts, 'open'>,
): AuditBroker {
  const openDevice = openDevices(clock);
  const open: OpenDevice = (settings, folders) => {
    holdings.noteOpen();
    return openDevice(settings, folders);
  };
  const audit = new AuditBroker({ open, ...given });
  holdings.add(() => audit.close());
  return audit;
}

async function listen(
  { core, parts, holdings }: Parts,
  wanted: boolean | { readonly tls: boolean },
): Promise<{ readonly url: string; readonly ca: string }> {
  if (wanted === false) return { url: 'http://portcullis.test', ca: '' };
  const { tls } = wanted === true ? { tls: false } : wanted;
  const socket = await openSocket(core, { tls, log: parts.log });
  holdings.add(() => socket.close());
  holdings.noteOpen();
  return socket;
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
