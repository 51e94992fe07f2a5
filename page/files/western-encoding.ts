import { characterOf, type SingleByteEncoding } from '../../lambdas/core/code-pages/byte-table.ts';

const UPPER_HALF = 0x80;
/** Of the letters around them, in texts of Latin letters: more is another script. */
const MOST_ACCENTED = 0.5;

/** Those that programs of the West write where it is not UTF-8. The first one wins a draw. */
const WESTERN: readonly SingleByteEncoding[] = ['windows-1252', 'cp850', 'macintosh'];
/** Letters that most words beyond ASCII have in the West, and other letters and signs. */
const EXPECTED: ReadonlyMap<string, number> = new Map([
  ...[...'ÉÈÊÁÀÂÃÅÆÇÑÍÎÓÔÕØÚÛÄÖÜãæìïòõœùûý’‘“”„«»–—€§°´…ºª¿¡²³'].map((sign) => [sign, 1] as const),
  ...[...'äöüßéèêëáàâåçñíîóôøú'].map((letter) => [letter, 2] as const),
]);

/** The encoding in which the bytes beyond ASCII are the letters of people of the West. Undefined if nothing fits. */
export function guessWestern(bytes: Uint8Array): SingleByteEncoding | undefined {
  const counts = new Map<number, number>();
  for (const byte of bytes) if (byte >= UPPER_HALF) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  const high = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const letters = bytes.reduce((sum, byte) => sum + Number(isAsciiLetter(byte)), 0);
  if (high === 0 || high / (high + letters) > MOST_ACCENTED) return undefined;
  const scores = WESTERN.map((encoding) => ({ encoding, score: scoreOf(counts, encoding) / high }));
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > MOST_ACCENTED ? best.encoding : undefined;
}

function scoreOf(counts: ReadonlyMap<number, number>, encoding: SingleByteEncoding): number {
  return [...counts].reduce(
    (sum, [byte, count]) => sum + count * (EXPECTED.get(characterOf(byte, encoding) ?? '') ?? 0),
    0,
  );
}

function isAsciiLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
