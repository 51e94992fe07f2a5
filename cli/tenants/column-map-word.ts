import { unescaped } from '../../lambdas/core/wording/map-option.ts';

/**
 * `First Name=firstName`: a column and its field. The last equals sign counts: a field has none in its name. Characters that
 * cannot be seen may be written as messages show them: `\u{200B}`.
 */
export function readMapWord(word: string): readonly [column: string, field: string] {
  const at = word.lastIndexOf('=');
  return [unescaped(word.slice(0, at).trim()), word.slice(at + 1).trim()];
}
