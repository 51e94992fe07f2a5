/** Gets the bytes of a record: `from` to `to`, valid until it returns. */
export type OnRecordBytes = (recordNumber: number, bytes: Buffer, from: number, to: number) => void;

/** Keeps the bytes of a stream while a scanner is undecided about them, so that whole records can be shown. */
export interface RecordBytes {
  /** The next piece of the stream, before it is scanned. */
  push(piece: Buffer): void;
  /**
   * Shows the record at these offsets, which the scanner has just reported. A record longer than `maxBytes` may not
   * be shown.
   */
  show(recordNumber: number, start: number, end: number, onBytes: OnRecordBytes): void;
  /** The piece was scanned: bytes before `from` are not needed any more. */
  keepFrom(from: number): void;
}

const FIRST_ROOM = 256 * 1024;

/**
 * Keeps at most `maxBytes` after the first undecided byte. A record within one piece is never copied. A record that
 * began in an earlier piece is assembled in one buffer that grows by doubling, so that a byte is copied only a few
 * times however small the pieces are.
 */
export function createRecordBytes(offset: number, maxBytes: number): RecordBytes {
  let piece: Buffer = Buffer.alloc(0);
  /** Offsets of the first byte of the piece and of the first byte after it. */
  let base = offset;
  let behind = offset;
  /** Bytes of earlier pieces from `keptFrom` on, and of this one as far as a record needed them. */
  let kept: Buffer = Buffer.alloc(0);
  let keptFrom = offset;
  let keptBytes = 0;

  /** Copies the piece, up to the offset `to`, after the kept bytes. */
  function keep(to: number): void {
    const wanted = Math.min(to - keptFrom, maxBytes);
    const at = keptFrom + keptBytes - base;
    // Negative: bytes in between were already dropped.
    if (wanted <= keptBytes || at < 0) return;
    if (wanted > kept.length) kept = grown(kept, keptBytes, wanted);
    piece.copy(kept, keptBytes, at, keptFrom + wanted - base);
    keptBytes = wanted;
  }

  return {
    push(next) {
      base = behind;
      behind += next.length;
      piece = next;
    },
    show(recordNumber, start, end, onBytes) {
      if (start >= base) return onBytes(recordNumber, piece, start - base, end - base);
      keep(end);
      if (end - keptFrom <= keptBytes) onBytes(recordNumber, kept, start - keptFrom, end - keptFrom);
    },
    keepFrom(from) {
      const dropped = Math.min(from - keptFrom, keptBytes);
      if (dropped > 0) kept.copyWithin(0, dropped, keptBytes);
      keptBytes -= dropped;
      keptFrom = from;
      keep(behind);
    },
  };
}

function grown(old: Buffer, used: number, wanted: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_ROOM, wanted, 2 * old.length));
  old.copy(larger, 0, 0, used);
  return larger;
}
