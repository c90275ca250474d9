import { describe, expect, test } from 'vitest';
import { mergeTokenSettings, publicTokenSettings, shownDeprecated } from './token-fields.ts';

describe('older names of token settings', () => {
  test('set what the newer ones name, and are shown beside them', () => {
    const settings = mergeTokenSettings(undefined, { period: 60, policies: ['a'] });

    expect(settings).toMatchObject({ token_period: 60, token_policies: ['a'] });
    expect(shownDeprecated(settings)).toEqual({ period: 60, policies: ['a'] });
    expect(publicTokenSettings(settings)).toMatchObject({ period: 60, token_period: 60 });
  });

  test('lose against a newer name that is sent with them', () => {
    const settings = mergeTokenSettings(undefined, { period: 60, token_period: 90 });

    expect(shownDeprecated(settings)).toEqual({ period: 90 });
  });

  test('are forgotten once the newer name is sent alone', () => {
    const old = mergeTokenSettings(undefined, { period: 60, ttl: 5 });

    expect(shownDeprecated(mergeTokenSettings(old, { token_period: 90 }))).toEqual({ ttl: 5 });
  });

  test('are not shown of what is empty, nor of names that were never used', () => {
    const settings = mergeTokenSettings(undefined, { period: 0, policies: [], token_ttl: 5 });

    expect(shownDeprecated(settings)).toEqual({});
    expect(publicTokenSettings(settings)).not.toHaveProperty('deprecated_names');
  });
});
