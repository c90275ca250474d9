import { defineRecord } from '../../framework/record.ts';

/** A move of a mount, named by its id. */
export interface Remount {
  readonly source_mount: string;
  readonly target_mount: string;
}

/** What is kept of moves, so that every node can tell how one went. */
export const remountRecord = defineRecord<Remount>({ collection: 'remount', version: 1 });
