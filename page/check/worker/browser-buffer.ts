/**
 * What the reading code and csv-parse use of Node's Buffer, with the same results. The package `buffer` has all of it, and is
 * five times as large. A test compares it with Node's, and finds methods that the worker uses and that are missing here.
 */
export class BrowserBuffer extends Uint8Array {
  static alloc(size: number): BrowserBuffer {
    return new BrowserBuffer(size);
  }

  static allocUnsafe(size: number): BrowserBuffer {
    return new BrowserBuffer(size);
  }

  static allocUnsafeSlow(size: number): BrowserBuffer {
    return new BrowserBuffer(size);
  }

  static override of(...bytes: number[]): BrowserBuffer {
    return BrowserBuffer.from(bytes);
  }

  /** A view of an ArrayBuffer, and a copy of anything else. */
  static override from(
    value: string | ArrayBuffer | ArrayLike<number> | Iterable<number>,
    encodingOrOffset?: unknown,
    length?: unknown,
  ): BrowserBuffer {
    if (typeof value === 'string') return viewOf(encode(value, encodingOrOffset as string | undefined));
    // Not instanceof: the ArrayBuffer of another realm is one too.
    if (Object.prototype.toString.call(value) === '[object ArrayBuffer]')
      return new BrowserBuffer(
        value as ArrayBuffer,
        encodingOrOffset as number | undefined,
        length as number | undefined,
      );
    return new BrowserBuffer(value as ArrayLike<number>);
  }

  static concat(parts: readonly Uint8Array[]): BrowserBuffer {
    const all = new BrowserBuffer(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  static isBuffer(value: unknown): value is BrowserBuffer {
    return value instanceof BrowserBuffer;
  }

  static byteLength(text: string): number {
    return encoder.encode(text).length;
  }

  static compare(one: Uint8Array, other: Uint8Array): number {
    const length = Math.min(one.length, other.length);
    for (let at = 0; at < length; at++) {
      const difference = (one[at] ?? 0) - (other[at] ?? 0);
      if (difference !== 0) return Math.sign(difference);
    }
    return Math.sign(one.length - other.length);
  }

  compare(other: Uint8Array, start = 0, end: number = other.length): number {
    return BrowserBuffer.compare(this, other.subarray(start, end));
  }

  equals(other: Uint8Array): boolean {
    return this.length === other.length && BrowserBuffer.compare(this, other) === 0;
  }

  copy(target: Uint8Array, targetStart = 0, start = 0, end: number = this.length): number {
    const part = this.subarray(start, Math.min(end, start + Math.max(0, target.length - targetStart)));
    if (part.length > 0) target.set(part, targetStart);
    return part.length;
  }

  override subarray(start?: number, end?: number): BrowserBuffer {
    const from = within(start ?? 0, this.length);
    const to = within(end ?? this.length, this.length);
    return new BrowserBuffer(this.buffer, this.byteOffset + from, Math.max(0, to - from));
  }

  /** A view, as in Node. */
  override slice(start?: number, end?: number): BrowserBuffer {
    return this.subarray(start, end);
  }

  override indexOf(wanted: number | string | Uint8Array, from = 0): number {
    if (typeof wanted === 'number') return super.indexOf(wanted, from);
    const bytes = typeof wanted === 'string' ? encoder.encode(wanted) : wanted;
    const start = within(from, this.length);
    const [first] = bytes;
    if (first === undefined) return start;
    const last = this.length - bytes.length;
    for (let at = super.indexOf(first, start); at !== -1 && at <= last; at = super.indexOf(first, at + 1))
      if (bytes.every((byte, i) => this[at + i] === byte)) return at;
    return -1;
  }

  override includes(wanted: number | string | Uint8Array, from = 0): boolean {
    return this.indexOf(wanted, from) !== -1;
  }

  swap16(): this {
    for (let at = 0; at + 1 < this.length; at += 2) {
      const low = this[at] ?? 0;
      this[at] = this[at + 1] ?? 0;
      this[at + 1] = low;
    }
    return this;
  }

  override toString(encoding = 'utf8', start = 0, end: number = this.length): string {
    const to = Math.min(end, this.length);
    const short = encoding === 'utf8' && to - start < SHORT ? shortAscii(this, start, to) : undefined;
    return short ?? decode(start === 0 && to === this.length ? this : this.subarray(start, to), encoding);
  }
}

const encoder = new TextEncoder();
// The mark is a character, as in Node.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Below it, the codes of the characters are faster than a TextDecoder. */
const SHORT = 48;
/** String.fromCharCode takes its characters as arguments, of which there is a limit. */
const ARGUMENTS = 8192;

function within(at: number, length: number): number {
  return at < 0 ? Math.max(0, length + at) : Math.min(at, length);
}

function viewOf(bytes: Uint8Array): BrowserBuffer {
  return new BrowserBuffer(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}

function encode(text: string, encoding = 'utf8'): Uint8Array {
  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return encoder.encode(text);
    case 'latin1':
      return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
    case 'base64url':
      return encode(atob(text.replaceAll('-', '+').replaceAll('_', '/')), 'latin1');
    default:
      throw new RangeError(`the encoding ${encoding} is not known here`);
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return utf8.decode(bytes);
    case 'latin1':
      return fromCodes(bytes);
    case 'utf16le':
      // Not a TextDecoder: it replaces halves of surrogate pairs.
      return fromCodes(Uint16Array.from({ length: bytes.length >> 1 }, (_, i) => codeUnit(bytes, i)));
    case 'hex':
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64url':
      return btoa(fromCodes(bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    default:
      throw new RangeError(`the encoding ${encoding} is not known here`);
  }
}

function shortAscii(bytes: Uint8Array, start: number, end: number): string | undefined {
  const codes = new Array<number>(Math.max(0, end - start));
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7f) return undefined;
    codes[at - start] = byte;
  }
  return String.fromCharCode(...codes);
}

function codeUnit(bytes: Uint8Array, i: number): number {
  return (bytes[2 * i] ?? 0) | ((bytes[2 * i + 1] ?? 0) << 8);
}

function fromCodes(codes: Uint8Array | Uint16Array): string {
  let text = '';
  for (let at = 0; at < codes.length; at += ARGUMENTS)
    text += String.fromCharCode(...codes.subarray(at, at + ARGUMENTS));
  return text;
}
