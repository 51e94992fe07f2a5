import { withoutHtmlCodes } from './html-codes.ts';

/** Text in which a program wrote characters as codes, for another program that did not turn them back. */
export interface EncodedText {
  /** Completes "as in …". */
  readonly as: string;
  readonly meant: string;
}

/** What all codes have, and few other texts. */
const MARKS = /&#?\w{1,8};|\\[uUxX"']|%[\da-fA-F]{2}|=\?|(?:=[\dA-F]{2}){2}/;

/** `=?UTF-8?Q?J=C3=B6rg?=`. */
const MAIL_WORD = /=\?([\w-]{1,40})\?([QB])\?([^? ]*)\?=/gi;
/** `J=C3=B6rg`: of vCards and mails. One alone may be anything: `a=B6`. */
const QUOTED_PRINTABLE = /(?:=[0-9A-F]{2}){2,}/g;
const URL_CODES = /(?:%[0-9a-f]{2})+/gi;
/** `J\u00f6rg`, `O\'Neil`, `J\xc3\xb6rg`. */
const ESCAPES = /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|((?:x[\da-f]{2}\\?){2,})|(["']))/gi;
/** The user u1234 of a domain: `ACME\u1234`. */
const USER_OF_DOMAIN = /^[^\\]*\\u\d+$/i;
const URL = /:\/\/|^(?:\/|urn:|mailto:|data:)/i;
const PART_OF_URL = /[/?=]/;
/** JSON in a text: its codes are right. */
const JSON_TEXT = /^\s*["{[]/;
/** No program writes these as a code in a URL. */
const PLAIN_IN_URLS = /[A-Za-z0-9._~-]/;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** `identifies`: in a value that identifies a user, also codes that may be meant in other texts: `a%40b`. */
export function encodedText(text: string, identifies: boolean): EncodedText | undefined {
  if (!MARKS.test(text)) return undefined;
  const html = withoutHtmlCodes(text);
  if (html !== undefined) return { as: 'HTML', meant: html };
  const mail = changed(text, withoutMailWords(text)) ?? changed(text, withoutQuotedPrintable(text));
  if (mail !== undefined) return { as: 'e-mails', meant: mail };
  const escaped = JSON_TEXT.test(text) ? undefined : changed(text, withoutEscapes(text));
  if (escaped !== undefined) return { as: 'the source of a program', meant: escaped };
  const url = changed(text, withoutUrlCodes(text, identifies));
  return url === undefined ? undefined : { as: 'URLs', meant: url };
}

function changed(text: string, plain: string): string | undefined {
  return plain === text ? undefined : plain;
}

function withoutMailWords(text: string): string {
  return text.replace(MAIL_WORD, (word, charset: string, kind: string, content: string) => {
    const encoded =
      kind.toUpperCase() === 'B' ? bytesOfBase64(content) : bytesOfCodes(content.replaceAll('_', ' '), '=');
    return (encoded && decode(encoded, charset)) ?? word;
  });
}

function withoutQuotedPrintable(text: string): string {
  return text.replace(QUOTED_PRINTABLE, (codes) => {
    const plain = decode(bytesOfCodes(codes, '='), 'utf-8');
    return plain !== undefined && BEYOND_ASCII.test(plain) ? plain : codes;
  });
}

function withoutUrlCodes(text: string, identifies: boolean): string {
  if (URL.test(text) || (!identifies && PART_OF_URL.test(text))) return text;
  return text.replace(URL_CODES, (codes) => {
    const plain = decode(bytesOfCodes(codes, '%'), 'utf-8');
    if (plain === undefined) return codes;
    return BEYOND_ASCII.test(plain) || (identifies && !PLAIN_IN_URLS.test(plain)) ? plain : codes;
  });
}

function withoutEscapes(text: string): string {
  if (USER_OF_DOMAIN.test(text)) return text;
  return text.replace(
    ESCAPES,
    (code, braced?: string, four?: string, bytes?: string, quote?: string): string => {
      if (quote !== undefined) return quote;
      if (bytes !== undefined) return decode(bytesOfCodes(bytes.replaceAll('\\', ''), 'x'), 'utf-8') ?? code;
      const point = Number.parseInt(braced ?? four ?? '', 16);
      return isWritten(point) ? String.fromCodePoint(point) : code;
    },
  );
}

/** Of the characters that programs write as `\u…`: not those of control, and none that does not exist. */
function isWritten(point: number): boolean {
  return point >= 0x20 && !(point >= 0x7f && point < 0xa0) && point <= 0x10ffff;
}

/** `=C3=B6` and other characters, of which each is one byte. */
function bytesOfCodes(text: string, mark: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text[at] === mark ? Number.parseInt(text.slice(at + 1, at + 3), 16) : Number.NaN;
    bytes.push(Number.isNaN(code) ? text.charCodeAt(at) : code);
    if (!Number.isNaN(code)) at += 2;
  }
  return Uint8Array.from(bytes);
}

function bytesOfBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Undefined for bytes that are no text of the encoding, and for an encoding that does not exist. */
function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
