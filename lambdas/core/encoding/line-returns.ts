import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE } from '../records/bytes.ts';
import { isPadding } from '../records/line-edges.ts';

const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;

/**
 * Whether carriage returns, and no line feeds, are outside of quotes, with something behind them that is content. In JSON
 * a backslash escapes a quote; in CSV a doubled quote closes and opens again.
 */
export function endsLinesWithReturns(text: Buffer): boolean {
  if (!text.includes(CARRIAGE_RETURN)) return false;
  const isJson = text[0] === OPEN_BRACE;
  const end = endOfContent(text);
  let quoted = false;
  let returns = false;
  for (let at = 0; at < end; at++) {
    const byte = text[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) at += isJson && byte === BACKSLASH ? 1 : 0;
    else if (byte === LINE_FEED) return false;
    else if (byte === CARRIAGE_RETURN) returns = true;
  }
  return returns;
}

function endOfContent(text: Buffer): number {
  let end = text.length;
  while (end > 0 && (isPadding(text[end - 1]) || text[end - 1] === LINE_FEED || text[end - 1] === SPACE))
    end--;
  return end;
}
