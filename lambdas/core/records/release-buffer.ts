/**
 * Frees the memory of a piece of a stream that nobody will look at again. Pieces lie outside of the heap, so that the
 * garbage collector is in no hurry: some 70 MB of them would wait for it while a large file streams by. A piece that shares its
 * memory with others is left alone.
 */
export function releaseBuffer(piece: Buffer): void {
  const { buffer } = piece;
  if (piece.length === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
