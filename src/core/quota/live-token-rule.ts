import { defineRecord } from '../../framework/record.ts';

/** A quota of live tokens as it is stored, under its name. */
export interface LiveTokenRule {
  readonly name: string;
  /** Names its slots; another one where it is about other tokens. */
  readonly id: string;
  /** The auth mount whose tokens it counts, wherever that is moved to. */
  readonly mount_uuid: string;
  /** The role whose tokens it counts; empty: all of the mount that no other quota counts. */
  readonly role: string;
  /** 1 or more. */
  readonly max_live_tokens: number;
  /** Whether tokens from before it were given slots. */
  readonly is_counted: boolean;
}

/** The record of a quota of live tokens, named as it is. */
export const liveTokenRecord = defineRecord<LiveTokenRule>({
  collection: 'quota-live-tokens',
  version: 1,
  isConfiguration: true,
});
