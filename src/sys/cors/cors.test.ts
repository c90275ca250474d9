import { describe, expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

describe('CORS', () => {
  test('is off, then what was configured, then off again', async () => {
    const server = await startTestServer();
    const read = async () => (await server.request('GET', 'sys/config/cors')).body['data'];

    const before = await read();
    const body = { allowed_origins: ['https://a.example', 'http://localhost:3000'] };
    const written = await server.request('POST', 'sys/config/cors', body);
    const configured = await read();
    const removed = await server.request('DELETE', 'sys/config/cors');

    expect(before).toEqual({ enabled: false });
    expect([written.status, removed.status]).toEqual([204, 204]);
    expect(configured).toMatchObject({ enabled: true, ...body, allow_credentials: false });
    expect(await read()).toEqual({ enabled: false });
  });

  test.each([
    [{}, 400],
    [{ allowed_origins: ['*', 'https://a.example'] }, 400],
    [{ allowed_origins: '*', allow_credentials: true }, 400],
    [{ allowed_origins: 'https://a.example/' }, 400],
    [{ allowed_origins: 'https://A.example' }, 400],
    [{ allowed_origins: 'https://a.example:443' }, 400],
    [{ allowed_origins: 'https://user@a.example' }, 400],
    [{ allowed_origins: 'https://*.example' }, 400],
    [{ allowed_origins: 'a.example' }, 400],
    [{ allowed_origins: 'null' }, 400],
    [{ allowed_origins: 'https://a.example', allowed_headers: 'X-A\r\nX-B' }, 400],
    [{ allowed_origins: Array.from({ length: 257 }, (_, i) => `https://a${i}.example`) }, 400],
    [{ allowed_origins: 'tauri://localhost' }, 204],
    [{ allowed_origins: '*' }, 204],
  ])('%j is answered %i', async (body, status) => {
    const server = await startTestServer();

    const answer = await server.request('POST', 'sys/config/cors', body);

    expect(answer.status).toBe(status);
  });
});
