import type { JsonObject } from '../lib/json.ts';
import type { Call } from './call.ts';
import type { Answer, Client } from './client.ts';
import { RemoteError } from './remote-error.ts';
import { isJsonList, objectOf } from './wire-json.ts';

/** Members that tell an enveloped answer from a bare one. */
const envelopeKeys = ['request_id', 'lease_id', 'data', 'auth', 'wrap_info', 'warnings'];

/** The answer as a secret; a bare object becomes its data, an empty body is `undefined`. */
export function secretOf(answer: Pick<Answer, 'json'>): JsonObject | undefined {
  const { json } = answer;
  if (json === undefined || Object.keys(json).length === 0) return undefined;
  return envelopeKeys.some((key) => key in json) ? json : { data: json };
}

/**
 * Make a call whose bare 404 means "nothing there"; one that brings warnings or data is a secret all the
 * same, one that says what is wrong (no such mount) is a refusal.
 *
 * @throws RemoteError on any other refusal
 */
export async function sendForSecret(client: Client, call: Call): Promise<JsonObject | undefined> {
  try {
    return secretOf(await client.send(call));
  } catch (error) {
    if (!(error instanceof RemoteError) || error.status !== 404) throw error;
    const { json, errors } = error.refusal;
    if (errors.length > 0) throw error;
    const warnings = json?.['warnings'];
    const hasWarnings = isJsonList(warnings) && warnings.length > 0;
    return json && (hasWarnings || objectOf(json, 'data')) ? json : undefined;
  }
}
