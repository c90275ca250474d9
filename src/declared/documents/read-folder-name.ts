import type { FaultList } from '../../config/fault-list.ts';
import type { DeclaredDocument } from './read-folder.ts';

/** The one word at the top of a file that is no block. */
export const FOLDER_NAME = 'folder';

/**
 * What a folder calls itself by `folder = "team-a"`; empty: nothing. Of several folders that are applied to one
 * server each prunes only what it has applied itself.
 */
export function readFolderName(documents: readonly DeclaredDocument[], faults: FaultList): string {
  let name: string | undefined;
  for (const { file, body } of documents) {
    for (const { keys, value, line } of body.items) {
      if (keys[0] !== FOLDER_NAME) continue;
      const place = { file, line, key: FOLDER_NAME };
      if (keys.length > 1 || value.kind !== 'string') faults.add(place, 'must be a text');
      else if (name !== undefined) faults.add(place, 'is set twice');
      else name = value.value;
    }
  }
  return name ?? '';
}
