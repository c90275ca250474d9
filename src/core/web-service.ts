import { ApiError } from '../errors/api-error.ts';
import { bindRecord, type Collection } from '../storage/records.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';
import type { Scope } from './scope.ts';
import {
  corsRecord,
  type CorsSettings,
  type UiHeader,
  uiHeaderRecord,
  type WebSettings,
} from './web-settings.ts';

/** Page headers that can be kept: each is sent with every page. */
const MAX_UI_HEADERS = 64;

/** CORS and page headers, for the system's endpoints. Changes are part of the request's commit. */
export class WebService {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** As of the generation of the request. */
  get settings(): WebSettings {
    return this.#scope.configuration.web;
  }

  setCors(settings: CorsSettings): void {
    bindRecord(this.#scope.transaction, ROOT_NAMESPACE, corsRecord).put('cors', settings);
  }

  removeCors(): void {
    if (!this.settings.cors) return;
    bindRecord(this.#scope.transaction, ROOT_NAMESPACE, corsRecord).remove('cors');
  }

  /** @param name - in any case */
  findUiHeader(name: string): UiHeader | undefined {
    const wanted = name.toLowerCase();
    return this.settings.uiHeaders.find((header) => header.name.toLowerCase() === wanted);
  }

  /** @throws ApiError `UI_HEADERS_TOO_MANY` */
  setUiHeader(header: UiHeader): void {
    const isNew = this.findUiHeader(header.name) === undefined;
    if (isNew && this.settings.uiHeaders.length >= MAX_UI_HEADERS) {
      throw new ApiError('UI_HEADERS_TOO_MANY', { values: { count: String(MAX_UI_HEADERS) } });
    }
    this.#uiHeaders.put(header.name.toLowerCase(), header);
  }

  /** @param name - in any case */
  removeUiHeader(name: string): void {
    if (this.findUiHeader(name)) this.#uiHeaders.remove(name.toLowerCase());
  }

  get #uiHeaders(): Collection<UiHeader> {
    return bindRecord(this.#scope.transaction, ROOT_NAMESPACE, uiHeaderRecord);
  }
}
