import { ApiError } from '../errors/api-error.ts';

/** Bounds of a JSON body; 0 or less means unbounded, except for the depth. */
export interface JsonLimits {
  /** Estimated bytes of the parsed tree. */
  readonly memory: number;
  /** Strings, object keys included. */
  readonly strings: number;
  /** Nesting of arrays and objects, at least 1. */
  readonly depth: number;
}

/** What a scan found out about the first value of a body. */
export interface ScannedJson {
  readonly type: 'object' | 'array' | 'string' | 'number' | 'bool' | 'null';
  /** First byte of the value. */
  readonly start: number;
  /** First byte behind the value. */
  readonly end: number;
  /** Whether some number is written in a way that a JavaScript number might not give back. */
  readonly hasUnusualNumbers: boolean;
}

/** Estimated bytes: each token costs its base, and what it holds on top. */
const TOKEN_COST = 16;
const STRING_COST = 16;
const NUMBER_COST = 8;
const LITERAL_COST = 1;
const ARRAY_COST = 24;
const OBJECT_COST = 72;

/** Longest row of digits that every double gives back unchanged. */
const SAFE_DIGITS = 15;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What may stand at the current place inside an array or object. */
type Expectation = 'value' | 'value or ]' | 'key' | 'key or }' | ', or end';

/**
 * Check the syntax and the bounds of a JSON body before anything of it is built.
 *
 * One pass, no recursion, so that its cost is bounded by the length whatever the bytes are. Values after the
 * first one are checked too and then ignored. Halves of surrogate pairs written as escapes are replaced
 * by U+FFFD **in the given bytes**.
 *
 * @returns undefined when there is nothing but blanks
 * @throws ApiError `BODY_NOT_JSON`; the reason names a place, never the text found there
 * @throws ApiError `BODY_TOO_COMPLEX`
 * @see RFC 8259
 */
export function scanJson(bytes: Uint8Array, limits: JsonLimits): ScannedJson | undefined {
  return new JsonScanner(bytes, limits).scan();
}

class JsonScanner {
  readonly #bytes: Uint8Array;
  readonly #maxMemory: number;
  readonly #maxStrings: number;
  readonly #maxDepth: number;
  /** Whether the container at that depth is an array. */
  readonly #isArray: boolean[] = [];
  #at = 0;
  #depth = 0;
  #memory = 0;
  #strings = 0;
  #hasUnusualNumbers = false;

  constructor(bytes: Uint8Array, limits: JsonLimits) {
    this.#bytes = bytes;
    this.#maxMemory = limits.memory > 0 ? limits.memory : Number.POSITIVE_INFINITY;
    this.#maxStrings = limits.strings > 0 ? limits.strings : Number.POSITIVE_INFINITY;
    this.#maxDepth = Math.max(1, limits.depth);
  }

  scan(): ScannedJson | undefined {
    if (this.#atEnd()) return undefined;
    const start = this.#at;
    const type = typeOf(this.#peek());
    this.#scanTree();
    const end = this.#at;
    while (!this.#atEnd()) this.#scanTree();
    return { type, start, end, hasUnusualNumbers: this.#hasUnusualNumbers };
  }

  /** One value with all that is in it. */
  #scanTree(): void {
    let expected = this.#scanValue();
    while (this.#depth > 0) {
      if (this.#atEnd()) throw cutShort();
      expected = this.#step(expected);
    }
  }

  #step(expected: Expectation): Expectation {
    switch (expected) {
      case 'value or ]':
        return this.#peek() === CLOSE_ARRAY ? this.#close() : this.#scanValue();
      case 'value':
        return this.#scanValue();
      case 'key or }':
        return this.#peek() === CLOSE_OBJECT ? this.#close() : this.#scanKey();
      case 'key':
        return this.#scanKey();
      case ', or end':
        return this.#scanSeparator();
    }
  }

  #scanValue(): Expectation {
    const byte = this.#peek();
    switch (byte) {
      case OPEN_OBJECT:
        return this.#open(OBJECT_COST, 'key or }');
      case OPEN_ARRAY:
        return this.#open(ARRAY_COST, 'value or ]');
      case QUOTE:
        this.#scanString();
        break;
      case 0x74:
        this.#scanLiteral('true');
        break;
      case 0x66:
        this.#scanLiteral('false');
        break;
      case 0x6e:
        this.#scanLiteral('null');
        break;
      default:
        if (byte !== MINUS && !isDigit(byte)) throw this.#unexpected('beginning of value');
        this.#scanNumber();
    }
    return ', or end';
  }

  #open(cost: number, then: Expectation): Expectation {
    this.#depth += 1;
    if (this.#depth > this.#maxDepth) throw tooComplex('exceeded maximum nesting depth');
    this.#isArray[this.#depth] = cost === ARRAY_COST;
    this.#at += 1;
    this.#charge(cost);
    return then;
  }

  #close(): Expectation {
    this.#depth -= 1;
    this.#at += 1;
    this.#charge(0);
    return ', or end';
  }

  #scanSeparator(): Expectation {
    const byte = this.#peek();
    const inArray = this.#isArray[this.#depth] === true;
    if (byte === (inArray ? CLOSE_ARRAY : CLOSE_OBJECT)) return this.#close();
    if (byte !== COMMA) throw this.#unexpected(inArray ? 'comma or ]' : 'comma or }');
    // A place in an array or object costs memory even when what fills it is small.
    this.#charge(0);
    this.#at += 1;
    return inArray ? 'value' : 'key';
  }

  #scanKey(): Expectation {
    if (this.#peek() !== QUOTE) throw this.#unexpected('object key');
    this.#scanString();
    if (this.#atEnd()) throw cutShort();
    if (this.#peek() !== COLON) throw this.#unexpected('colon after object key');
    this.#at += 1;
    return 'value';
  }

  #scanString(): void {
    this.#strings += 1;
    if (this.#strings > this.#maxStrings) throw tooComplex('exceeded maximum number of strings');
    const bytes = this.#bytes;
    const start = this.#at + 1;
    let at = start;
    for (;;) {
      const byte = bytes[at];
      if (byte === QUOTE) break;
      if (byte === undefined) throw cutShort();
      if (byte === BACKSLASH) at = this.#scanEscape(at);
      else if (byte < 0x20) throw this.#unexpectedAt(at, 'string without control characters');
      else at += 1;
    }
    this.#at = at + 1;
    this.#charge(STRING_COST + at - start);
  }

  /** @returns the place behind the escape that starts at `at` */
  #scanEscape(at: number): number {
    const kind = this.#bytes[at + 1];
    if (kind === undefined) throw cutShort();
    if (kind !== 0x75) {
      if (!'"\\/bfnrt'.includes(String.fromCharCode(kind))) {
        throw this.#unexpectedAt(at + 1, 'escape in string');
      }
      return at + 2;
    }
    const unit = this.#codeUnit(at);
    if (unit < 0xd800 || unit > 0xdfff) return at + 6;
    if (unit <= 0xdbff && this.#bytes[at + 6] === BACKSLASH && this.#bytes[at + 7] === 0x75) {
      const second = this.#codeUnit(at + 6);
      if (second >= 0xdc00 && second <= 0xdfff) return at + 12;
    }
    this.#bytes.set([0x66, 0x66, 0x66, 0x64], at + 2);
    return at + 6;
  }

  /** The value of the `\uXXXX` that starts at `at`. */
  #codeUnit(at: number): number {
    let unit = 0;
    for (let place = at + 2; place < at + 6; place += 1) {
      const byte = this.#bytes[place];
      if (byte === undefined) throw cutShort();
      const digit = hexDigit(byte);
      if (digit < 0) throw this.#unexpectedAt(place, 'hexadecimal digit in escape');
      unit = unit * 16 + digit;
    }
    return unit;
  }

  #scanLiteral(literal: string): void {
    for (let index = 1; index < literal.length; index += 1) {
      const byte = this.#bytes[this.#at + index];
      if (byte === undefined) throw cutShort();
      if (byte !== literal.charCodeAt(index)) {
        throw this.#unexpectedAt(this.#at + index, `literal ${literal}`);
      }
    }
    this.#at += literal.length;
    this.#charge(LITERAL_COST);
  }

  #scanNumber(): void {
    const start = this.#at;
    const isNegative = this.#peek() === MINUS;
    if (isNegative) this.#at += 1;
    const startsWithZero = this.#peek() === ZERO;
    if (startsWithZero) this.#at += 1;
    else this.#scanDigits();
    let isPlain = !(isNegative && startsWithZero);
    if (this.#peek() === POINT) {
      isPlain = false;
      this.#at += 1;
      this.#scanDigits();
    }
    if ((this.#peek() | 0x20) === 0x65) {
      isPlain = false;
      this.#at += 1;
      if (this.#peek() === MINUS || this.#peek() === 0x2b) this.#at += 1;
      this.#scanDigits();
    }
    if (!isPlain || this.#at - start > SAFE_DIGITS) this.#hasUnusualNumbers = true;
    this.#charge(NUMBER_COST);
  }

  /** At least one digit. */
  #scanDigits(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (isDigit(bytes[at] ?? 0)) at += 1;
    if (at === this.#at) {
      if (at >= bytes.length) throw cutShort();
      throw this.#unexpected('digit');
    }
    this.#at = at;
  }

  /** Skip blanks; whether nothing is left. */
  #atEnd(): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    for (;;) {
      const byte = bytes[at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
      at += 1;
    }
    this.#at = at;
    return at >= bytes.length;
  }

  /** The current byte; 0, which no grammar rule accepts, at the end. */
  #peek(): number {
    return this.#bytes[this.#at] ?? 0;
  }

  #charge(cost: number): void {
    this.#memory += TOKEN_COST + cost;
    if (this.#memory > this.#maxMemory)
      throw tooComplex('exceeded maximum estimated memory limits');
  }

  #unexpected(wanted: string): ApiError {
    return this.#unexpectedAt(this.#at, wanted);
  }

  #unexpectedAt(at: number, wanted: string): ApiError {
    return notJson(`invalid character at offset ${at} looking for ${wanted}`);
  }
}

function typeOf(byte: number): ScannedJson['type'] {
  switch (byte) {
    case OPEN_OBJECT:
      return 'object';
    case OPEN_ARRAY:
      return 'array';
    case QUOTE:
      return 'string';
    case 0x74:
    case 0x66:
      return 'bool';
    case 0x6e:
      return 'null';
    default:
      return 'number';
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}

function hexDigit(byte: number): number {
  if (isDigit(byte)) return byte - ZERO;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function cutShort(): ApiError {
  return notJson('unexpected EOF');
}

function notJson(reason: string): ApiError {
  return new ApiError('BODY_NOT_JSON', { values: { reason } });
}

function tooComplex(reason: string): ApiError {
  return new ApiError('BODY_TOO_COMPLEX', { values: { reason } });
}
