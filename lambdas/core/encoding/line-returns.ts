import { CARRIAGE_RETURN, LINE_FEED, QUOTE } from '../records/bytes.ts';

const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;

/**
 * Whether carriage returns, and no line feeds, are outside of quotes, with something behind them. In JSON a backslash
 * escapes a quote; in CSV a doubled quote closes and opens again.
 */
export function endsLinesWithReturns(text: Buffer): boolean {
  if (!text.includes(CARRIAGE_RETURN)) return false;
  const isJson = text[0] === OPEN_BRACE;
  let quoted = false;
  let returns = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) at += isJson && byte === BACKSLASH ? 1 : 0;
    else if (byte === LINE_FEED) return false;
    else if (byte === CARRIAGE_RETURN) returns ||= at > 0;
  }
  return returns && /\S[^\S\r]*\r+[^\r]/.test(text.toString('latin1'));
}
