import { exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { formatJson } from '../output/json.ts';
import { printDocument, printLine, printText } from '../output/print.ts';
import { cleanPath } from '../path.ts';
import { attempt } from '../remote-error.ts';
import { objectOf, textOf } from '../wire-json.ts';

/** `path-help`: the server's own text about a path; in JSON its OpenAPI document, on one line. */
export const pathHelp: Run = async (context) => {
  const path = cleanPath(context.args[0] ?? '');
  const client = await context.client();
  const answer = await attempt(`Error retrieving help for ${path}`, () =>
    client.send({ method: 'GET', path, query: [['help', '1']], isNeverWrapped: true }),
  );
  const json = objectOf(answer.json, 'data') ?? answer.json;
  const openApi = json?.['openapi'] ?? null;
  if (context.format === 'table') printText(context.io, textOf(json, 'help').trimEnd());
  else if (context.format === 'json')
    printLine(context.io, formatJson(openApi, { isCompact: true }));
  else await printDocument(context.io, openApi, context.format);
  return exitCodes.done;
};
