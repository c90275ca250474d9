import { createClient } from 'portcullis/client';
import { startTestServer } from 'portcullis/testing';

/* A server inside the process, and the client at it without a socket. Prints what it found as one line of JSON. */

await using server = await startTestServer();
const user = await server.given.user('alice', { token_ttl: '1h' });
const client = createClient({ address: server.url, fetch: server.fetch });

const login = await client.auth.userpass().login(user);
server.advance(600);
const { ttl } = await client.with({ token: login.client_token }).auth.token.lookUpSelf();

console.log(JSON.stringify({ ttl }));
