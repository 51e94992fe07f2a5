import type { Segment } from '../contracts/collected.ts';

/** A range of bytes of a segment, half-open. */
export interface Piece {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

export interface PartLimits {
  /** Bytes of each part but the last one. */
  readonly minBytes: number;
  /** Bytes of a part; at least `minBytes`. */
  readonly maxBytes: number;
}

/**
 * Divides the bytes of `segments`, one after another, into the parts of a multipart upload. A part of one piece with at
 * least `minBytes` can be copied inside S3. Other parts must be read and uploaded; they have at most `minBytes`.
 */
export function planParts(
  segments: readonly Segment[],
  { minBytes, maxBytes }: PartLimits,
): readonly (readonly Piece[])[] {
  const parts: (readonly Piece[])[] = [];
  let small: Piece[] = [];
  let smallBytes = 0;
  for (const { key, size } of segments) {
    for (let start = 0; start < size; ) {
      const copied = smallBytes === 0 && size - start >= minBytes;
      const end = Math.min(size, start + (copied ? maxBytes : minBytes - smallBytes));
      const piece = { key, start, end };
      start = end;
      if (copied) {
        parts.push([piece]);
        continue;
      }
      small.push(piece);
      smallBytes += piece.end - piece.start;
      if (smallBytes < minBytes) continue;
      parts.push(small);
      small = [];
      smallBytes = 0;
    }
  }
  if (small.length > 0) parts.push(small);
  return parts;
}
