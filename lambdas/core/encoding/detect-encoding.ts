/** By the byte order mark, or by the first line: Latin text in UTF-16 has a NUL in every second byte. */
export function utf16Encoding(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (isUtf32(head)) return undefined;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Only the first line, the header, is certainly Latin.
  const lineEnd = head.indexOf(0x0a);
  const sample = head.subarray(0, Math.min(64, lineEnd === -1 ? head.length : lineEnd));
  if (sample.length < 4) return undefined;
  const nulAt = (parity: number) => sample.every((byte, i) => (i % 2 === parity ? byte === 0 : byte !== 0));
  if (nulAt(1)) return 'utf-16le';
  return nulAt(0) ? 'utf-16be' : undefined;
}

export function isUtf32(head: Buffer): boolean {
  const mark = head.subarray(0, 4).toString('hex');
  return mark === 'fffe0000' || mark === '0000feff';
}
