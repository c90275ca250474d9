import { afterAll } from 'vitest';
import { closeTestDevices } from './opened-devices.ts';

afterAll(closeTestDevices);
