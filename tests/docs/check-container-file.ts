import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @see https://docs.docker.com/reference/dockerfile/ */
const INSTRUCTIONS =
  /^(?:ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|RUN|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;

/**
 * Check what can be checked of a container file without building it: its instructions, that what it copies of
 * the repository is there, that it does not end as root.
 *
 * @throws Error naming the line
 */
export function checkContainerFile(text: string, repository: string): void {
  const lines = text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (!lines[0]?.startsWith('FROM ')) throw new Error('the first instruction is not FROM');
  for (const line of lines) {
    if (!INSTRUCTIONS.test(line)) throw new Error(`no instruction: ${line}`);
    for (const name of copiedBy(line)) {
      if (!existsSync(join(repository, name))) throw new Error(`nothing to copy: ${name}`);
    }
  }
  const user = lines.findLast((line) => line.startsWith('USER '));
  if (!user || /root|\b0\b/.test(user)) throw new Error('the server would run as root');
}

/** Names that `COPY` takes of the folder of the build, not of another stage. */
function copiedBy(line: string): string[] {
  const [instruction, ...words] = line.split(/\s+/);
  if (instruction !== 'COPY' || words.some((word) => word.startsWith('--from='))) return [];
  return words.filter((word) => !word.startsWith('--')).slice(0, -1);
}
