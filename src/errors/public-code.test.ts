import { expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { catalogue, type ErrorCode } from './catalogue.ts';
import { publicCode } from './public-code.ts';

const codes = Object.keys(catalogue) as ErrorCode[];

test('a stranger is told one code for all that is answered alike', () => {
  const told = new Map<string, Set<ErrorCode>>();
  for (const code of codes) {
    if (code === 'TOKEN_INVALID' || catalogue[code].text === '{reason}') continue;
    const form = `${catalogue[code].status} ${catalogue[code].text}`;
    const known = told.get(form) ?? new Set();
    told.set(form, known.add(publicCode(new ApiError(code), true)));
  }

  expect([...told].filter(([, names]) => names.size > 1)).toEqual([]);
});

test('a locked name and a refused service account look alike to a stranger', () => {
  const told = (code: ErrorCode) => publicCode(new ApiError(code), true);

  expect(told('LOGIN_LOCKED_OUT')).toBe('PERMISSION_DENIED');
  expect(told('KUBERNETES_REVIEW_REFUSED')).toBe('PERMISSION_DENIED');
  expect(told('TOKEN_INVALID')).toBe('TOKEN_INVALID');
  expect(told('PATH_NOT_API')).toBe('NOT_FOUND');
});

test('whoever was let in is told the code as it is', () => {
  expect(publicCode(new ApiError('KV_CAS_MISMATCH'), false)).toBe('KV_CAS_MISMATCH');
});
