/** `First Name=firstName`: a column and its field. The last equals sign counts: a field has none in its name. */
export function readMapWord(word: string): readonly [column: string, field: string] {
  const at = word.lastIndexOf('=');
  return [word.slice(0, at).trim(), word.slice(at + 1).trim()];
}
