/**
 * Whether a text matches a pattern. `*` matches any number of characters; `\*` and `\\` match `*` and `\`.
 * The time is linear in the text for each star, which a regular expression would not guarantee.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const pieces = splitAtStars(pattern);
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text === first;
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}

function splitAtStars(pattern: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const [token] of pattern.matchAll(/\\[*\\]|./gs)) {
    if (token === '*') {
      pieces.push(piece);
      piece = '';
    } else piece += token.length === 2 && token.startsWith('\\') ? token.slice(1) : token;
  }
  return [...pieces, piece];
}
