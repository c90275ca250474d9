import type { ApiError } from './api-error.ts';
import { catalogue, type ErrorCode } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** Header of an answer that holds the code of its error. */
export const ERROR_CODE_HEADER = 'X-Portcullis-Error';

/** What stands for all that is answered alike, where that is not the first in the catalogue. */
const preferred: readonly ErrorCode[] = ['NOT_FOUND', 'PERMISSION_DENIED'];

/** By status and text: the one code that strangers are told. */
const codesByForm: ReadonlyMap<string, ErrorCode> = collectForms();

/**
 * The code that an answer may carry.
 *
 * Whoever was let in by a policy is told the code as it is. A stranger learns from it no more than from
 * status and text: what is answered alike has one code in common. `TOKEN_INVALID` speaks of the token that
 * was sent and is told to everybody: any use of a token shows whether it is valid.
 *
 * @param isStranger - whether no policy has let the caller in
 */
export function publicCode({ code }: ApiError, isStranger: boolean): ErrorCode {
  if (!isStranger || code === 'TOKEN_INVALID') return code;
  return codesByForm.get(formOf(code)) ?? code;
}

function collectForms(): ReadonlyMap<string, ErrorCode> {
  const forms = new Map<string, ErrorCode>();
  const codes = Object.keys(catalogue) as ErrorCode[];
  for (const code of [...preferred, ...codes]) {
    // a text that is all reason tells which it is
    if (catalogue[code].text === '{reason}') continue;
    const form = formOf(code);
    if (!forms.has(form)) forms.set(form, code);
  }
  return forms;
}

function formOf(code: ErrorCode): string {
  const { status, text }: CatalogueEntry = catalogue[code];
  return `${status} ${text}`;
}
