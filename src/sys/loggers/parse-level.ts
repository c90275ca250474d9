import { type LogLevel, logLevels } from '../../core/loggers.ts';
import { ApiError } from '../../errors/api-error.ts';

/** Words that other servers take too. */
const otherWords: Readonly<Record<string, LogLevel>> = {
  notice: 'info',
  warning: 'warn',
  err: 'error',
};

/** Longest text that an error repeats. */
const MAX_SHOWN = 32;

/** A level in any case. @throws ApiError `LOG_LEVEL_MISSING`, `LOG_LEVEL_UNKNOWN` */
export function parseLevel(text: string): LogLevel {
  const word = text.trim().toLowerCase();
  if (word === '') throw new ApiError('LOG_LEVEL_MISSING');
  const found = logLevels.find((level) => level === word) ?? levelOf(word);
  if (found) return found;
  throw new ApiError('LOG_LEVEL_UNKNOWN', { values: { level: text.slice(0, MAX_SHOWN) } });
}

function levelOf(word: string): LogLevel | undefined {
  return Object.hasOwn(otherWords, word) ? otherWords[word] : undefined;
}
