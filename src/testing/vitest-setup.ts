import { afterAll } from 'vitest';
import { stopTestServers } from './open-servers.ts';

afterAll(stopTestServers);
