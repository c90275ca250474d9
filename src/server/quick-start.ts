import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { defaultListenerConfig } from '../config/listener.ts';
import { type Environment } from '../config/environment.ts';
import { loadServerConfig } from '../config/load.ts';
import { resolveSealKey } from '../config/seal-key.ts';
import type { ServerConfig } from '../config/server-config.ts';
import { KEY_BYTES } from '../crypto/aead.ts';
import { systemRandom } from '../crypto/random.ts';

/** Where `npm start` keeps everything, below the working folder. */
export const QUICK_START_FOLDER = 'data';
const STORE_FILE = 'portcullis.db';
const KEY_FILE = 'unseal-key';

/**
 * The configuration of a server that needs none: a store and its unseal key in `./data`, plain HTTP on the
 * loopback address.
 *
 * The key file is made on the first start, readable by its owner only. Whoever has folder and key has the
 * secrets: production keeps the key elsewhere.
 *
 * @param address - `host:port`
 * @throws Error when the folder cannot be written, or a store is there without its key
 */
export function quickStartConfig(address: string, env: Environment): ServerConfig {
  const folder = QUICK_START_FOLDER;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keyFile = join(folder, KEY_FILE);
  const path = join(folder, STORE_FILE);
  if (!existsSync(keyFile)) {
    if (existsSync(path)) {
      throw new Error(
        `${path} is there, but its key ${keyFile} is not: put it back, or remove both`,
      );
    }
    writeKeyFile(keyFile);
  }
  const base = loadServerConfig({
    paths: [],
    env,
    base: {
      listeners: [{ address, ...defaultListenerConfig }],
      storage: { type: 'sqlite', path },
    },
  });
  const bytes = resolveSealKey(`file://${keyFile}`, env);
  return { ...base, seal: { type: 'static', current_key_id: KEY_FILE, currentKey: () => bytes } };
}

/** Mode before content: nobody else can read the key at any moment. */
function writeKeyFile(path: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, `${Buffer.from(systemRandom(KEY_BYTES)).toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
