/** Told of a record's bytes: `from` to `to`, valid until it returns. */
export type OnRecordBytes = (recordNumber: number, bytes: Buffer, from: number, to: number) => void;

/** Keeps the bytes of a stream for as long as a scanner is undecided about them, to show records whole. */
export interface RecordBytes {
  /** The next piece of the stream, about to be scanned. */
  push(piece: Buffer): void;
  /** Shows the record at these offsets, of which the scanner just told. One longer than `maxBytes` may not be shown. */
  show(recordNumber: number, start: number, end: number): void;
  /** The piece has been scanned: bytes before `from` will not be asked for again. */
  keepFrom(from: number): void;
}

const FIRST_ROOM = 256 * 1024;

/**
 * At most `maxBytes` are kept: what lies further behind the first undecided byte is forgotten. A record within one
 * piece is never copied; one that began in an earlier piece is put together in one buffer, which grows by doubling, so
 * that a byte is copied a few times at most however small the pieces are.
 */
export function createRecordBytes(offset: number, maxBytes: number, onBytes: OnRecordBytes): RecordBytes {
  let piece: Buffer = Buffer.alloc(0);
  /** Offset of the piece's first byte, and of the first one behind it. */
  let base = offset;
  let behind = offset;
  /** Bytes of earlier pieces from `keptFrom` on, and of this one as far as a record needed them. */
  let kept: Buffer = Buffer.alloc(0);
  let keptFrom = offset;
  let keptBytes = 0;

  /** Copies the piece, up to the offset `to`, behind what is kept. */
  function keep(to: number): void {
    const wanted = Math.min(to - keptFrom, maxBytes);
    const at = keptFrom + keptBytes - base;
    // Negative: something in between is forgotten already.
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
    show(recordNumber, start, end) {
      if (start >= base) return onBytes(recordNumber, piece, start - base, end - base);
      keep(end);
      if (end - keptFrom <= keptBytes) onBytes(recordNumber, kept, start - keptFrom, end - keptFrom);
    },
    keepFrom(from) {
      const dropped = Math.min(from - keptFrom, keptBytes);
      kept.copyWithin(0, dropped, keptBytes);
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
