import { statfs } from 'node:fs/promises';
import {
  arch,
  cpus,
  freemem,
  hostname,
  platform,
  release,
  totalmem,
  uptime,
  version,
} from 'node:os';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { release as portcullis } from '../../lib/release.ts';
import { toRfc3339, toSeconds } from '../../lib/time.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords>;

/** The machine and the node. */
export const handlers: Handlers<typeof operations, Context> = {
  'collect-host-information': async ({ now }) => {
    const processors = cpus();
    const disk = await describeDisk('.');
    return {
      status: 200,
      data: {
        timestamp: toRfc3339(now),
        cpu: processors.map(({ model, speed }, i) => ({ cpu: i, modelName: model, mhz: speed })),
        cpu_times: processors.map(({ times }, i) => ({ cpu: `cpu${i}`, ...inSeconds(times) })),
        disk: disk ? [disk] : [],
        host: describeHost(now),
        memory: describeMemory(),
      },
      ...(disk ? {} : { warnings: ['The file system could not be looked at.'] }),
    };
  },

  'ha-status': () => ({
    status: 200,
    data: {
      nodes: [
        {
          hostname: hostname(),
          api_address: '',
          cluster_address: '',
          active_node: true,
          last_echo: null,
          version: portcullis.version,
        },
      ],
    },
  }),
};

function describeHost(now: number): JsonObject {
  const age = Math.floor(uptime());
  return {
    hostname: hostname(),
    uptime: age,
    bootTime: toSeconds(now) - age,
    os: platform(),
    platform: version(),
    kernelVersion: release(),
    kernelArch: arch(),
  };
}

function describeMemory(): JsonObject {
  const [total, free] = [totalmem(), freemem()];
  return { total, free, available: free, ...usage(total, free) };
}

async function describeDisk(path: string): Promise<JsonObject | undefined> {
  try {
    const { bsize, blocks, bavail } = await statfs(path);
    const [total, free] = [blocks * bsize, bavail * bsize];
    return { total, free, ...usage(total, free) };
  } catch {
    return undefined;
  }
}

function usage(total: number, free: number): { used: number; usedPercent: number } {
  const used = total - free;
  return { used, usedPercent: total > 0 ? (100 * used) / total : 0 };
}

/** Node counts in milliseconds. */
function inSeconds(times: Readonly<Record<string, number>>): JsonObject {
  return Object.fromEntries(Object.entries(times).map(([kind, ms]) => [kind, ms / 1000]));
}
