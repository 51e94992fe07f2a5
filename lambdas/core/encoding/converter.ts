import type { Conversion } from '../../contracts/file-encoding.ts';
import { byteTable, fromSingleByte } from '../code-pages/byte-table.ts';
import { CARRIAGE_RETURN, countLineFeeds, LINE_FEED, RECORD_SEPARATOR, SPACE } from '../records/bytes.ts';
import { fromDoubleByte, isDoubleByte, unfinished } from './double-byte.ts';
import { fromUtf16, openEnd } from './utf16.ts';

const NO_BYTES = Buffer.alloc(0);

/** The first bytes that are no character of the encoding. */
export interface Undecodable {
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Physical line, from 1. */
  readonly line: number;
  readonly bytes: Buffer;
}

/** Converts a file that comes in pieces of any size. Keeps at most three bytes between two pieces. */
export interface Converter {
  /** The text in UTF-8 that is complete. After a problem it ends before that place. */
  push(piece: Buffer): Buffer;
  /** What was still open at the end of the file. */
  end(): Buffer;
  problem(): Undecodable | undefined;
}

export function createConverter({ encoding, lineBreaks, recordSeparators }: Conversion): Converter {
  const decode = decoderOf(encoding);
  let offset = 0;
  let line = 1;
  let kept: Buffer = NO_BYTES;
  let problem: Undecodable | undefined;

  function convert(bytes: Buffer): Buffer {
    const { text, badAt, badLength = decode.unit } = decode.decode(bytes);
    const separated = recordSeparators ? replaced(text, RECORD_SEPARATOR, SPACE) : text;
    const converted = lineBreaks === 'cr' ? replaced(separated, CARRIAGE_RETURN, LINE_FEED) : separated;
    line += countLineFeeds(converted);
    if (badAt !== undefined)
      problem = {
        offset: offset + badAt,
        line,
        bytes: Buffer.from(bytes.subarray(badAt, badAt + badLength)),
      };
    offset += bytes.length;
    return converted;
  }

  return {
    push(piece) {
      if (problem !== undefined) return NO_BYTES;
      const bytes = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
      const end = bytes.length - decode.open(bytes);
      // A copy: the caller may release the memory of the piece.
      kept = Buffer.from(bytes.subarray(end));
      return convert(bytes.subarray(0, end));
    },
    end() {
      if (problem !== undefined || kept.length === 0) return NO_BYTES;
      // Less than a character: half a unit, or half a pair.
      problem = { offset, line, bytes: kept };
      return NO_BYTES;
    },
    problem: () => problem,
  };
}

interface Decoder {
  decode(bytes: Buffer): { readonly text: Buffer; readonly badAt?: number; readonly badLength?: number };
  /** Bytes at the end that wait for the next piece. */
  open(bytes: Buffer): number;
  /** Bytes of a unit. */
  readonly unit: number;
}

function decoderOf(encoding: Conversion['encoding']): Decoder {
  switch (encoding) {
    case 'utf-8':
      return { decode: (text) => ({ text }), open: () => 0, unit: 1 };
    case 'utf-16le':
    case 'utf-16be': {
      const isBigEndian = encoding === 'utf-16be';
      return {
        decode: (bytes) => fromUtf16(bytes, isBigEndian),
        open: (bytes) => openEnd(bytes, isBigEndian),
        unit: 2,
      };
    }
    default: {
      if (isDoubleByte(encoding))
        return {
          decode: (bytes) => fromDoubleByte(bytes, encoding),
          open: (bytes) => unfinished(bytes, encoding),
          unit: 1,
        };
      const table = byteTable(encoding);
      return { decode: (bytes) => fromSingleByte(bytes, table), open: () => 0, unit: 1 };
    }
  }
}

function replaced(text: Buffer, byte: number, by: number): Buffer {
  const converted = Buffer.from(text);
  for (let at = converted.indexOf(byte); at !== -1; at = converted.indexOf(byte, at + 1)) converted[at] = by;
  return converted;
}
