import { defaultListenerConfig, type ListenerConfig } from '../../src/config/listener.ts';
import type { IncomingRequest, OutgoingAnswer } from '../../src/core/request.ts';
import { type RunningListener, startListener } from '../../src/http/listener.ts';
import { tlsFile } from './raw-http.ts';

/** A listener whose handler notes what reaches it. */
export interface TestListener {
  readonly listener: RunningListener;
  readonly port: number;
  /** All requests so far, in the order in which they were handed over. */
  readonly requests: IncomingRequest[];
  /** The same, as `operation path data`. */
  readonly seen: () => string[];
  readonly log: { readonly message: string; readonly details: Readonly<Record<string, unknown>> }[];
}

/** How a test listener differs from the default one. */
export interface TestListenerOptions extends Partial<ListenerConfig> {
  readonly isTls?: boolean;
  readonly handle?: (request: IncomingRequest) => Promise<OutgoingAnswer>;
}

/** Listen on a free port; the handler answers 200 with the request's path unless told otherwise. */
export async function startTestListener(options: TestListenerOptions = {}): Promise<TestListener> {
  const { isTls = false, handle, ...config } = options;
  const requests: IncomingRequest[] = [];
  const log: TestListener['log'] = [];
  const handler = {
    handle: (request: IncomingRequest): Promise<OutgoingAnswer> => {
      requests.push(request);
      return handle?.(request) ?? Promise.resolve(okAnswer(request));
    },
  };
  const listener = await startListener(
    {
      ...defaultListenerConfig,
      address: '127.0.0.1:0',
      ...(isTls && { tls: testTls() }),
      ...config,
    },
    handler,
    { log: (_level, message, details) => log.push({ message, details }) },
  );
  return {
    listener,
    port: Number(listener.address.split(':').at(-1)),
    requests,
    seen: () =>
      requests.map(({ operation, path, data }) => `${operation} ${path} ${JSON.stringify(data)}`),
    log,
  };
}

/** TLS settings with the certificate of the tests. */
export function testTls(): NonNullable<ListenerConfig['tls']> {
  return {
    cert_file: tlsFile('server.crt'),
    key_file: tlsFile('server.key'),
    require_and_verify_client_cert: false,
    min_version: 'tls12',
  };
}

function okAnswer({ path }: IncomingRequest): OutgoingAnswer {
  return { status: 200, body: `${JSON.stringify({ path })}\n` };
}
