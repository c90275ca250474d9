import { defineRecord } from '../framework/record.ts';
import { bindRecord } from '../storage/records.ts';
import type { Transaction } from '../storage/transaction.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';

/** Which pages of other sites may call the API from a browser. */
export interface CorsSettings {
  /** Origins as browsers write them, or `*` alone. */
  readonly allowed_origins: readonly string[];
  /** Request headers beyond `standardCorsHeaders`. */
  readonly allowed_headers: readonly string[];
  /** Whether browsers may send cookies and client certificates along; never with `*`. */
  readonly allow_credentials: boolean;
}

/** A response header of the user interface. */
export interface UiHeader {
  /** In the spelling in which it is sent. */
  readonly name: string;
  readonly values: readonly string[];
}

/** What the HTTP layer does for browsers. */
export interface WebSettings {
  /** Absent: origins mean nothing. */
  readonly cors?: CorsSettings | undefined;
  /** By name; for answers below `/ui/` alone. */
  readonly uiHeaders: readonly UiHeader[];
}

/** What holds where nothing is configured. */
export const noWebSettings: WebSettings = { uiHeaders: [] };

/** Request headers that every allowed origin may send, in the order in which clients have seen them. */
export const standardCorsHeaders: readonly string[] = [
  'Content-Type',
  'Authorization',
  'X-Vault-Token',
  'X-Vault-MFA',
  'X-Vault-No-Request-Forwarding',
  'X-Vault-Wrap-Format',
  'X-Vault-Wrap-TTL',
  'X-Requested-With',
  'X-Vault-AWS-IAM-Server-ID',
  'X-Vault-Policy-Override',
];

/** The one record of CORS, named `cors`. */
export const corsRecord = defineRecord<CorsSettings>({
  collection: 'cors',
  version: 1,
  isConfiguration: true,
});

/** A response header of the user interface, named by its lower-case name. */
export const uiHeaderRecord = defineRecord<UiHeader>({
  collection: 'ui-header',
  version: 1,
  isConfiguration: true,
});

/** CORS and page headers as they are stored. */
export async function loadWebSettings(transaction: Transaction): Promise<WebSettings> {
  const cors = await bindRecord(transaction, ROOT_NAMESPACE, corsRecord).get('cors');
  const headers = await bindRecord(transaction, ROOT_NAMESPACE, uiHeaderRecord).all();
  const byName = headers.map(({ record }) => record);
  return { cors, uiHeaders: byName.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}
