import { startTestProcess } from '../../support/server-process.ts';
import { startCluster } from './cluster.ts';
import { Parties } from './parties.ts';
import { Session } from './session.ts';

/*
 * Plays logins against a real API server:
 *
 *   ETCD=etcd KUBE_APISERVER=kube-apiserver node tests/interop/kubernetes/run.ts
 *
 * Both programs must be there; `README.md` beside this file tells how to build them.
 */

const { ETCD: etcd, KUBE_APISERVER: kubeApiserver } = process.env;
if (!etcd || !kubeApiserver) throw new Error('ETCD and KUBE_APISERVER name the programs');

const cluster = await startCluster({ etcd, kubeApiserver });
const server = await startTestProcess([
  'server',
  '-dev',
  '-dev-root-token-id=root',
  '-dev-no-store-token',
]);
try {
  const session = new Session(new Parties(cluster, server.url));
  await session.play();
  console.log(`${session.passed} passed, ${session.failed} failed`);
  process.exitCode = session.failed === 0 ? 0 : 1;
} finally {
  await server.stop();
  await cluster.stop();
}
