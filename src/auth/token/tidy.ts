import type { Handle } from './context.ts';

/** Have remains of tokens looked for by whoever sweeps the store. */
export const tidy: Handle['token-tidy'] = async (_request, { services: { tokens } }) => {
  if (!(await tokens.requestTidy())) {
    return { status: 200, warnings: ['Tidy operation already in progress.'] };
  }
  const warning =
    "Tidy operation successfully started. Any information from the operation will be printed to Portcullis's server logs.";
  return { status: 202, warnings: [warning] };
};
