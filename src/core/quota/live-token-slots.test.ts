import { describe, expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';
import { openStoreOf, putTokens } from '../../testing/many-tokens.ts';
import { inTransaction, type OpenStore } from '../../storage/transaction.ts';
import { slotKey, slotValue } from '../../token/token-slots.ts';
import { tokenKeys } from '../../token/token-store.ts';
import { namesOfId } from '../../token/token-names.ts';
import { LiveTokenSlots } from './live-token-slots.ts';

const rule = {
  name: 'few',
  id: 'b7f2',
  mount_uuid: 'm',
  role: '',
  max_live_tokens: 10,
  is_counted: true,
};
const hour = 3_600_000;

interface World {
  readonly slots: LiveTokenSlots;
  readonly counts: () => number;
  /** Milliseconds of the clock of requests, and of the one that measures. */
  at: { now: number; monotonic: number };
  /** What counting takes. */
  tookMs: number;
  find(changes?: Partial<{ generation: number; max_live_tokens: number }>): Promise<boolean>;
  fill(count: number): Promise<void>;
}

async function createWorld(): Promise<World> {
  const server = await startTestServer();
  const open = openStoreOf(server);
  let counts = 0;
  const at = { now: server.now(), monotonic: 0 };
  const slots = new LiveTokenSlots(() => at.monotonic);
  const counting: OpenStore = {
    ...open,
    store: Object.assign(Object.create(open.store) as typeof open.store, {
      get: (keys: readonly string[]) => open.store.get(keys),
      scan: (...asked: Parameters<typeof open.store.scan>) => {
        counts += 1;
        at.monotonic += world.tookMs;
        return open.store.scan(...asked);
      },
    }),
  };
  const world: World = {
    slots,
    counts: () => counts,
    at,
    tookMs: 0,
    find: ({ generation = 1, max_live_tokens = 10 } = {}) =>
      slots.find({
        rule: { ...rule, max_live_tokens },
        open: counting,
        view: { now: at.now, isIssuerLive: () => true },
        generation,
        random: (length) => Buffer.alloc(length, 7),
      }),
    fill: async (count) => {
      const ids = await putTokens(server, count, { path: 'auth/a', mount_uuid: 'm' });
      await inTransaction(open, async (transaction) => {
        for (const [number, id] of ids.entries()) {
          const key = tokenKeys.prefix + namesOfId(transaction.barrier, id).hash;
          transaction.put(slotKey(rule.id, number), slotValue(key));
        }
      });
    },
  };
  return world;
}

describe('the slots of a quota', () => {
  test('are counted once while much is free, and each number is given once', async () => {
    const world = await createWorld();
    const taken = new Set<number | undefined>();

    for (let i = 0; i < 7; i++) {
      expect(await world.find()).toBe(true);
      taken.add(world.slots.take(world.at.now + hour));
    }

    expect([taken.size, taken.has(undefined), world.counts()]).toEqual([7, false, 1]);
    expect([world.slots.used, world.slots.isNearLimit]).toEqual([7, false]);
  });

  test('that are used up are not counted again at once, but after a second', async () => {
    const world = await createWorld();
    await world.fill(10);

    expect([await world.find(), await world.find()]).toEqual([false, false]);
    expect(world.counts()).toBe(1);
    world.at.now += 1000;
    expect(await world.find()).toBe(false);
    expect(world.counts()).toBe(2);
  });

  test.each([
    ['something ended', (world: World) => world.slots.expectChange(), {}],
    ['the configuration changed', () => undefined, { generation: 2 }],
    ['the limit changed', () => undefined, { max_live_tokens: 9 }],
  ])('that are used up are counted again when %s', async (_what, change, changes) => {
    const world = await createWorld();
    await world.fill(10);
    await world.find();

    change(world);
    await world.find(changes);
    await world.find(changes);

    expect(world.counts()).toBe(2);
  });

  test('are counted again when the first token ends, and are then free', async () => {
    const world = await createWorld();
    await world.fill(10);
    await world.find();

    world.at.now = world.slots.nextExpiry;

    expect(await world.find()).toBe(true);
    expect(world.slots.used).toBe(0);
  });

  test('are left alone for five times as long as counting took', async () => {
    const world = await createWorld();
    await world.fill(10);
    world.tookMs = 400;
    await world.find();

    world.at.now += 1500;
    world.at.monotonic += 1500;
    await world.find();
    expect(world.counts()).toBe(1);
    world.at.monotonic += 500;
    await world.find();
    expect(world.counts()).toBe(2);
  });

  test('near the limit are counted every ten seconds, so that nobody is warned in vain', async () => {
    const world = await createWorld();
    await world.find();
    for (let i = 0; i < 8; i++) world.slots.take(world.at.now + hour);

    world.at.now += 9999;
    await world.find();
    expect(world.counts()).toBe(1);
    world.at.now += 1;
    await world.find();

    expect([world.counts(), world.slots.used]).toEqual([2, 0]);
  });

  test('that were not needed are given again', async () => {
    const world = await createWorld();
    await world.find();
    const number = world.slots.take(world.at.now + hour) ?? -1;

    world.slots.giveBack(number);
    world.slots.giveBack(number);

    expect(world.slots.used).toBe(0);
    expect(world.slots.take(world.at.now + hour)).toBe(number);
  });
});
