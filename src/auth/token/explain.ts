import type { Handle } from './context.ts';

/** Tell whether a token could be used and by which check it could not; costs it no use. */
export const explain: Handle['token-explain'] = async ({ body, remoteAddress }, { services }) => {
  const { token = '', accessor = '', remote_address } = body;
  const name = token === '' && accessor !== '' ? { accessor } : { id: token };
  const data = await services.explain.token({ name, remote_address, remoteAddress });
  return { status: 200, data };
};
