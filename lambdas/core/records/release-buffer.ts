/**
 * Frees the memory of a piece of a stream that is not needed any more. Pieces are outside of the heap, where the
 * garbage collector is slow to free them: about 70 MB of them would accumulate while a large file is streamed. A
 * piece that shares its memory with others is not freed.
 */
export function releaseBuffer(piece: Buffer): void {
  const { buffer } = piece;
  if (piece.length === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
