import { randomBase62 } from '../../../crypto/random.ts';
import type { JsonValue } from '../../../lib/json.ts';
import { reasonOf } from '../keys/fetch-document.ts';
import { AUTH_REQUEST_MS, type AuthRequest } from '../records.ts';
import { type Beginning, isWebAddress, scopesOf } from './beginning.ts';
import { endOf } from './requests.ts';
import { callProvider } from './token-endpoint.ts';

/**
 * Begin a login whose browser is on another device: the person types a code there.
 *
 * @see RFC 8628 §3.1, §3.2
 */
export async function beginDevice(
  begun: AuthRequest,
  { config, role, metadata, context }: Beginning,
): Promise<{ readonly status: 200; readonly data: Readonly<Record<string, JsonValue>> }> {
  const { records, services, mount, random, once } = context;
  const endpoint = metadata.device_authorization_endpoint;
  const parameters = { client_id: config.oidc_client_id, scope: scopesOf(role) };
  try {
    const { document, error } = await once(`device:${config.revision}`, () =>
      callProvider({ config, metadata, endpoint, parameters }),
    );
    const text = (name: string): string => {
      const value = document[name];
      return typeof value === 'string' ? value : '';
    };
    const [device_code, plain] = [text('device_code'), text('verification_uri')];
    if (error === '' && device_code !== '' && isWebAddress(plain)) {
      const poll_interval = readInterval(document['interval'], begun.poll_interval);
      const request = { ...begun, device_code, poll_interval };
      const state = `st_${randomBase62(random, 24)}`;
      records.request.create(state, request, endOf(request));
      const complete = text('verification_uri_complete');
      const code = isWebAddress(complete) ? {} : { user_code: text('user_code') };
      const auth_url = isWebAddress(complete) ? complete : plain;
      const data = { auth_url, state, poll_interval: String(poll_interval), ...code };
      return { status: 200, data };
    }
    services.log('warn', 'a provider begins no device login', { mount: mount.path, reason: error });
  } catch (error) {
    const details = { mount: mount.path, reason: reasonOf(error) };
    services.log('warn', 'a provider cannot be reached', details);
  }
  return { status: 200, data: { auth_url: '' } };
}

/** Never quicker than the provider wants, and within the life of the login. */
function readInterval(given: JsonValue | undefined, own: number): number {
  const seconds = typeof given === 'number' && given > 0 ? Math.ceil(given) : 0;
  return Math.min(Math.max(seconds, own), AUTH_REQUEST_MS / 1000);
}
