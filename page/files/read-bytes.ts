/** Bytes of a file, as the reading code takes them. */
export async function readBytes(file: Blob, start = 0, end = file.size): Promise<Buffer> {
  return Buffer.from(await file.slice(start, end).arrayBuffer());
}

/** The bytes of a file in pieces. */
export async function* readPieces(file: Blob, start = 0, pieceBytes = 1024 * 1024): AsyncGenerator<Buffer> {
  for (let at = start; at < file.size; at += pieceBytes)
    yield await readBytes(file, at, Math.min(file.size, at + pieceBytes));
}
