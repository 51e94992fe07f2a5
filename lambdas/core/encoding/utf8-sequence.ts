/** First and last second byte by lead byte, and the length of the character: Unicode 16, table 3-7. */
const SEQUENCES: readonly (readonly [
  lead: number,
  lastLead: number,
  low: number,
  high: number,
  length: number,
])[] = [
  [0xc2, 0xdf, 0x80, 0xbf, 2],
  [0xe0, 0xe0, 0xa0, 0xbf, 3],
  [0xe1, 0xec, 0x80, 0xbf, 3],
  [0xed, 0xed, 0x80, 0x9f, 3],
  [0xee, 0xef, 0x80, 0xbf, 3],
  [0xf0, 0xf0, 0x90, 0xbf, 4],
  [0xf1, 0xf3, 0x80, 0xbf, 4],
  [0xf4, 0xf4, 0x80, 0x8f, 4],
];

/** Bytes of the valid character of more than one byte at `at`; 0 if there is none. */
export function validLength(bytes: Uint8Array, at: number): number {
  const length = invalidLength(bytes, at);
  return length === lengthByLead(bytes[at] as number) ? length : 0;
}

/** Bytes at `at` that together are one mistake: as many as could begin a character, at least one. */
export function invalidLength(bytes: Uint8Array, at: number): number {
  // In most other encodings a letter is followed by ASCII.
  if (!isWithin(bytes[at + 1], 0x80, 0xbf)) return 1;
  const lead = bytes[at] as number;
  const sequence = SEQUENCES.find(([from, to]) => lead >= from && lead <= to);
  if (sequence === undefined) return 1;
  const [, , low, high, length] = sequence;
  let end = at + 1;
  while (end < at + length && isWithin(bytes[end], end === at + 1 ? low : 0x80, end === at + 1 ? high : 0xbf))
    end++;
  return end - at;
}

function lengthByLead(lead: number): number | undefined {
  return SEQUENCES.find(([from, to]) => lead >= from && lead <= to)?.[4];
}

function isWithin(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && byte >= low && byte <= high;
}
