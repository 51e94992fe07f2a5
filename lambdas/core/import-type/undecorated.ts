/** What forms, templates and programs write around the name of a column: `1. First Name (required) *`, `[firstName]`. */

import { withoutAccents } from './name-forms.ts';

export interface Undecorated {
  readonly name: string;
  /**
   * Absent: only marks were removed. Present: also a text in brackets that may say more than how to fill the column in:
   * `Email (private)`.
   */
  readonly hasNote?: true;
}

/** Each turn takes away one mark, pair of brackets or number. */
const MAX_TURNS = 8;

const PAIRS: ReadonlyMap<string, string> = new Map(
  ['""', "''", '``', '[]', '{}', '()', '<>', '“”', '‘’', '„“', '‚‘', '«»', '»«', '「」', '【】', '『』'].map(
    (pair) => [pair.slice(0, 1), pair.slice(1)],
  ),
);
const OPENING = ['(', '[', '{', '【'];
const CLOSING = [')', ']', '}', '】'];

/** Words about filling in a form, without accents, in lower case. */
const FORM_WORDS: ReadonlySet<string> = new Set([
  ...[
    'required',
    'mandatory',
    'optional',
    'obligatory',
    'req',
    'unique',
    'key',
    'primary key',
    'text',
    'string',
  ],
  ...['pflichtfeld', 'pflicht', 'erforderlich', 'freiwillig'],
  ...['obligatoire', 'requis', 'facultatif', 'optionnel', 'obligatorio', 'requerido', 'opcional'],
  ...[
    'obbligatorio',
    'richiesto',
    'facoltativo',
    'opzionale',
    'verplicht',
    'optioneel',
    'wymagane',
    'opcjonalne',
  ],
  ...['obligatorisk', 'valfri', 'valfritt', 'pakollinen', 'povinne', 'kotelezo', 'zorunlu', 'обязательно'],
  ...['必須', '任意', '必填', '必填项', '选填', '必填項', '필수', '선택'].map((word) => form(word)),
]);

/** The name without what is around it, the fewest marks first; empty if nothing is. */
export function undecorated(name: string): readonly Undecorated[] {
  const found: Undecorated[] = [];
  let text = name.normalize('NFKC').trim();
  let hasNote = false;
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const unmarked = withoutMarks(text) ?? withoutFormWord(text);
    const next = unmarked ?? withoutNote(text);
    if (next === undefined || next === '') break;
    text = next;
    hasNote ||= unmarked === undefined;
    found.push({ name: text, ...(hasNote && { hasNote: true }) });
  }
  return found;
}

function withoutMarks(text: string): string | undefined {
  const closing = PAIRS.get(text.slice(0, 1));
  if (closing !== undefined && encloses(text, closing)) return text.slice(1, -1).trim();
  const bare = text
    .replace(/^[*#•·†]+/, '')
    .replace(/^\(?\d{1,3}(?:\)|[.:]\s)/, '')
    .trim();
  const marked = bare.search(TRAILING_MARKS) === -1 ? bare : bare.replace(TRAILING_MARKS, '').trim();
  return marked === text ? undefined : marked;
}

/** Whether the first character is closed by the last one. Not so in `(12) Username(s)`. */
function encloses(text: string, closing: string): boolean {
  const opening = text.slice(0, 1);
  let depth = 1;
  for (let at = 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === closing) depth--;
    else if (character === opening) depth++;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}

/** At most a few: names are short, and a longer run is no mark. */
const TRAILING_MARKS = /[*:;?!.,†]{1,8}$/;

/** `First Name (required)`, `First Name - required`, `[required] First Name`. */
function withoutFormWord(text: string): string | undefined {
  const close = text.indexOf(CLOSING[OPENING.indexOf(text.slice(0, 1))] ?? '\0');
  if (close > 0 && FORM_WORDS.has(form(text.slice(1, close)))) return text.slice(close + 1).trim();
  const bracket = lastBracket(text);
  if (bracket !== undefined)
    return FORM_WORDS.has(form(bracket.inner)) && bracket.outer !== '' ? bracket.outer : undefined;
  const last = Math.max(...[' ', '-', '–', '—', ',', ':'].map((separator) => text.lastIndexOf(separator)));
  if (last <= 0 || !FORM_WORDS.has(form(text.slice(last + 1)))) return undefined;
  return text.slice(0, last).replace(/[\s,:;–—-]{1,8}$/, '');
}

function withoutNote(text: string): string | undefined {
  return lastBracket(text)?.outer;
}

function lastBracket(text: string): { readonly outer: string; readonly inner: string } | undefined {
  const kind = CLOSING.indexOf(text.slice(-1));
  const opening = OPENING[kind];
  const from = opening === undefined ? -1 : text.lastIndexOf(opening);
  if (from <= 0) return undefined;
  return { outer: text.slice(0, from).trim(), inner: text.slice(from + 1, -1) };
}

function form(text: string): string {
  return withoutAccents(text.trim().toLowerCase());
}
