import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditDevice } from '../audit-device.ts';
import { FileDevice } from './file.ts';
import { SocketDevice } from './socket.ts';
import { DiscardDevice, StdoutDevice } from './stdout.ts';
import { SyslogDevice } from './syslog.ts';

let folder = '';
let now = 0;
const clock = (): number => now;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devices-'));
  now = 1_000_000;
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await rm(folder, { recursive: true, force: true });
});

/** A device that a test can read, break and mend. */
interface Bench {
  readonly device: AuditDevice;
  read(): Promise<string>;
  breakIt(): Promise<void>;
  mend(): Promise<void>;
}

interface Listening {
  readonly server: Server;
  readonly peers: Set<Socket>;
  text: string;
}

async function listen(path: string): Promise<Listening> {
  const state: Listening = { server: createServer(), peers: new Set(), text: '' };
  state.server.on('connection', (socket) => {
    state.peers.add(socket);
    socket.on('data', (chunk) => (state.text += chunk.toString())).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => state.server.listen(path, () => resolve()));
  return state;
}

async function hangUp({ server, peers }: Listening): Promise<void> {
  for (const peer of peers) peer.destroy();
  await new Promise((resolve) => server.close(resolve));
}

async function socketBench(make: (address: string) => AuditDevice): Promise<Bench> {
  const path = join(folder, 'peer.sock');
  let listening = await listen(path);
  let text = '';
  const hang = async (): Promise<void> => {
    // what was written is still on its way to the event loop of the peer
    await new Promise((resolve) => setTimeout(resolve, 20));
    await hangUp(listening);
    text += listening.text;
    listening.text = '';
  };
  closing.push(hang);
  const device = make(path);
  return {
    device,
    read: async () => {
      await device.close();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return text + listening.text;
    },
    breakIt: async () => {
      await hang();
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    mend: async () => {
      now += 1000;
      listening = await listen(path);
    },
  };
}

async function fileBench(): Promise<Bench> {
  const path = join(folder, 'deep', 'log');
  return {
    device: new FileDevice({ path, mode: 0o600, clock }),
    read: () => readFile(path, 'utf8'),
    breakIt: async () => {
      await rename(path, `${path}.old`).catch(() => undefined);
      await mkdir(path, { recursive: true });
      now += 1000;
    },
    mend: async () => {
      await rm(path, { recursive: true });
      if (existsSync(`${path}.old`)) await rename(`${path}.old`, path);
      now += 1000;
    },
  };
}

const address = { clock, timeoutMs: 500 };
const benches: [string, () => Promise<Bench>][] = [
  ['file', fileBench],
  ['socket', () => socketBench((path) => new SocketDevice({ ...address, address: path }))],
  [
    'syslog',
    () =>
      socketBench(
        (path) => new SyslogDevice({ ...address, address: path, facility: 4, tag: 'vault' }),
      ),
  ],
];

describe.each(benches)('a device of type %s', (_type, start) => {
  test('records lines whole and in their order, however many are written at once', async () => {
    const { device, read } = await start();
    const lines = Array.from({ length: 500 }, (_, i) => `{"n":${i}}\n`);

    await Promise.all(lines.map((line) => device.write(line)));
    await device.close();

    const numbers = [...(await read()).matchAll(/\{"n":(\d+)\}\n/g)].map(([, n]) => Number(n));
    expect(numbers).toEqual(lines.map((_, i) => i));
  });

  test('refuses while it is broken, and works again by itself', async () => {
    const bench = await start();
    await bench.device.write('{"n":1}\n');

    await bench.breakIt();
    await expect(bench.device.write('{"n":2}\n')).rejects.toThrow(Error);
    await bench.mend();
    await bench.device.write('{"n":3}\n');

    const text = await bench.read();
    expect([text.includes('{"n":1}\n'), text.includes('{"n":3}\n')]).toEqual([true, true]);
    await bench.device.close();
  });

  test('goes on after it was told to open anew', async () => {
    const { device, read } = await start();

    await device.write('{"n":1}\n');
    device.reopen();
    await device.write('{"n":2}\n');
    await device.close();

    expect((await read()).match(/\{"n":\d\}/g)).toEqual(['{"n":1}', '{"n":2}']);
  });
});

describe('a file', () => {
  test.each([
    ['renamed', (path: string) => rename(path, `${path}.1`)],
    ['removed', (path: string) => unlink(path)],
  ])('that was %s is written under its name again within a second', async (_how, move) => {
    const path = join(folder, 'log');
    const device = new FileDevice({ path, mode: 0o600, clock });
    await device.write('one\n');

    await move(path);
    now += 1000;
    await device.write('two\n');
    await device.close();

    expect(await readFile(path, 'utf8')).toBe('two\n');
  });

  test('that was rotated is left at once when asked to', async () => {
    const path = join(folder, 'log');
    const device = new FileDevice({ path, mode: 0o600, clock });
    await device.write('one\n');

    await rename(path, `${path}.1`);
    await device.write('still there\n');
    device.reopen();
    await device.write('two\n');
    await device.close();

    expect(await readFile(`${path}.1`, 'utf8')).toBe('one\nstill there\n');
    expect(await readFile(path, 'utf8')).toBe('two\n');
  });

  test('gets its permissions, unless it shall keep those it has', async () => {
    const modes = [];
    for (const mode of [0o600, 0o640, undefined]) {
      const path = join(folder, 'log');
      const device = new FileDevice({ path, mode, clock });
      await device.write('x\n');
      await device.close();
      modes.push((await stat(path)).mode & 0o777);
    }

    expect(modes).toEqual([0o600, 0o640, 0o640]);
  });

  test('is not opened again by an entry that comes after its end', async () => {
    const path = join(folder, 'log');
    const device = new FileDevice({ path, mode: 0o600, clock });
    await device.close();

    await expect(device.write('late\n')).rejects.toThrow('the device is closed');

    expect(existsSync(path)).toBe(false);
  });

  test('on a full disk fails', async ({ skip }) => {
    if (!existsSync('/dev/full')) skip('this system has no /dev/full');
    const device = new FileDevice({ path: '/dev/full', mode: 0o600, clock });

    await expect(device.write('x\n')).rejects.toMatchObject({ code: 'ENOSPC' });
    await device.close();
  });
});

test('the standard output fails when nobody reads it, and when it is closed', async () => {
  const lines: string[] = [];
  const stream = {
    writableLength: 0,
    write: (text: string, done: (error?: Error) => void) => {
      lines.push(text);
      done(text === 'bad\n' ? new Error('closed') : undefined);
    },
  };
  const device = new StdoutDevice(stream);

  await device.write('one\n');
  await expect(device.write('bad\n')).rejects.toThrow('closed');
  stream.writableLength = 9_000_000;
  await expect(device.write('two\n')).rejects.toThrow('nobody reads');

  expect(lines).toEqual(['one\n', 'bad\n']);
});

test('a device that discards takes everything', async () => {
  await expect(new DiscardDevice().write()).resolves.toBeUndefined();
});

test('a peer that takes no connection is asked again after a while, not by every request', async () => {
  const path = join(folder, 'late.sock');
  const device = new SocketDevice({ ...address, address: path });
  await expect(device.write('1\n')).rejects.toThrow('the peer cannot be reached');

  const listening = await listen(path);
  closing.push(() => hangUp(listening));
  await expect(device.write('2\n')).rejects.toThrow('a moment ago');
  now += 1000;
  await device.write('3\n');
  await device.close();

  await expect.poll(() => listening.text).toBe('3\n');
});
