import { type Client, ClientMissing, clients, type Session } from './clients.ts';
import { type Transport, transports, withServer } from './transports.ts';

/**
 * Unmodified clients of others, each in every way in which it can reach a server, each time against a fresh one.
 * `node tests/interop/run.ts [CLIENT…]`
 */

const wanted = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };

for (const client of clients) {
  if (wanted.length > 0 && !wanted.includes(client.name)) continue;
  const ways = transports.filter(({ protocol }) => client.speaksHttp2 || protocol !== 'HTTP/2.0');
  const session = await prepare(client, ways);
  if (!session) continue;
  for (const way of ways) await play(session, `${client.name} over ${way.name}`, way);
}
const { passed, failed, skipped } = counts;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;

async function prepare(client: Client, ways: readonly Transport[]): Promise<Session | undefined> {
  try {
    return await client.prepare();
  } catch (error) {
    if (!(error instanceof ClientMissing)) throw error;
    counts.skipped += ways.length;
    console.log(`skipped ${client.name}: ${error.message}`);
    return undefined;
  }
}

async function play(session: Session, name: string, way: Transport): Promise<void> {
  try {
    await withServer(way, session);
    counts.passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    counts.failed += 1;
    console.log(`FAIL  ${name}`);
    console.error(error);
  }
}
