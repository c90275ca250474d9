import { ApiError } from '../errors/api-error.ts';
import { parseBoolean } from '../framework/field.ts';
import { durationSecondsOf } from '../lib/duration.ts';
import type { AuditDeviceDeclaration, DeviceType } from './device-entry.ts';
import { deviceTypes } from './device-entry.ts';

/** How entries are written, whatever the kind of the device. */
export interface FormatOptions {
  readonly hmac_accessor: boolean;
  readonly log_raw: boolean;
  readonly elide_list_responses: boolean;
  /** Written in front of each entry. */
  readonly prefix: string;
}

/** Where a file device writes. */
export interface FileSettings {
  readonly type: 'file';
  /** A path, or `stdout`, or `discard`. */
  readonly file_path: string;
  /** Permissions of the file; undefined keeps those it has. */
  readonly mode: number | undefined;
}

/** Where a socket or syslog device writes. */
export interface SocketSettings {
  readonly type: 'socket' | 'syslog';
  /** `host:port`, or the path of a Unix stream socket. */
  readonly address: string;
  readonly facility: number;
  readonly tag: string;
}

/** The options of a device, understood. */
export interface DeviceSettings {
  readonly format: FormatOptions;
  readonly target: FileSettings | SocketSettings;
  /** Milliseconds until a write counts as failed. */
  readonly timeoutMs: number;
  readonly skip_test: boolean;
}

const DEFAULT_TIMEOUT_S = 2;
/** What a file may be readable and writable by; never executable. */
const PERMISSIONS = 0o666;

/** Names by number, RFC 5424 section 6.2.1; 12 to 15 have no common ones. */
const facilities =
  'KERN USER MAIL DAEMON AUTH SYSLOG LPR NEWS UUCP CRON AUTHPRIV FTP . . . . LOCAL0 LOCAL1 LOCAL2 LOCAL3 LOCAL4 LOCAL5 LOCAL6 LOCAL7'.split(
    ' ',
  );

/**
 * Understand the options of a device.
 *
 * @throws ApiError `AUDIT_TYPE_UNKNOWN`, `AUDIT_OPTION_INVALID`
 */
export function readDeviceOptions({ type, options }: AuditDeviceDeclaration): DeviceSettings {
  if (!isDeviceType(type)) throw new ApiError('AUDIT_TYPE_UNKNOWN', { values: { type } });
  const { format = 'json', prefix = '' } = options;
  if (format !== 'json') throw invalid('unknown format type');
  if (hasControlCharacter(prefix)) throw invalid('prefix must not hold control characters');
  return {
    format: {
      hmac_accessor: readBoolean(options, 'hmac_accessor', true),
      log_raw: readBoolean(options, 'log_raw', false),
      elide_list_responses: readBoolean(options, 'elide_list_responses', false),
      prefix,
    },
    target: type === 'file' ? readFile(options) : readSocket(type, options),
    timeoutMs: readTimeout(options['write_timeout']),
    skip_test: options['skip_test'] === 'true',
  };
}

function isDeviceType(type: string): type is DeviceType {
  return (deviceTypes as readonly string[]).includes(type);
}

type Given = Readonly<Record<string, string>>;

function readFile(options: Given): FileSettings {
  const { file_path, path, mode } = options;
  const given = file_path ?? path ?? '';
  if (given === '') throw invalid('file_path is required');
  if (file_path !== undefined && path !== undefined && file_path !== path) {
    throw invalid('file_path and path must not differ');
  }
  if (hasControlCharacter(given)) throw invalid('file_path must not hold control characters');
  const word = given.toLowerCase();
  const isWord = word === 'stdout' || word === 'discard';
  return { type: 'file', file_path: isWord ? word : given, mode: readMode(mode) };
}

function readMode(written = '0600'): number | undefined {
  if (!/^0?[0-7]{1,4}$/.test(written)) throw invalid('mode must be an octal number');
  const mode = Number.parseInt(written, 8);
  if ((mode & ~PERMISSIONS) !== 0) throw invalid('mode must not make the file executable');
  return mode === 0 ? undefined : mode;
}

function readSocket(type: 'socket' | 'syslog', options: Given): SocketSettings {
  const { facility = 'AUTH', tag = 'vault', socket_type = 'tcp' } = options;
  if (socket_type !== 'tcp' && socket_type !== 'unix') {
    throw invalid('socket_type must be tcp or unix: others do not tell what arrived');
  }
  if (!/^[\w.-]{1,48}$/.test(tag)) throw invalid('tag must be one word');
  const code = facilities.indexOf(facility.toUpperCase());
  if (code < 0 || facility === '.') throw invalid('unknown facility');
  return { type, address: readAddress(type, options), facility: code, tag };
}

function readAddress(type: 'socket' | 'syslog', options: Given): string {
  const address = options['address'] ?? (type === 'syslog' ? '/dev/log' : '');
  if (address === '') throw invalid('address is required');
  const isHostAndPort = /^(\[[\da-fA-F:.]+\]|[\w.-]+):\d{1,5}$/.test(address);
  if (address.startsWith('/') || isHostAndPort) return address;
  throw invalid('address must be host:port or the path of a socket');
}

function readTimeout(written: string | undefined): number {
  const seconds = written === undefined ? DEFAULT_TIMEOUT_S : durationSecondsOf(written);
  if (seconds !== undefined && seconds > 0) return seconds * 1000;
  throw invalid('write_timeout must be a duration of at least 1s');
}

function readBoolean(options: Given, name: string, absent: boolean): boolean {
  const written = options[name];
  if (written === undefined) return absent;
  const value = parseBoolean(written);
  if (value === undefined) throw invalid(`${name} must be true or false`);
  return value;
}

function hasControlCharacter(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what must not get into a file
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}

function invalid(reason: string): ApiError {
  return new ApiError('AUDIT_OPTION_INVALID', { values: { reason } });
}
