import { isReserved } from '../round-trip/reserved-names.ts';

/**
 * Words above the columns of tables that are too general to name a field: `User` may be an id or a name. By meaning, in
 * lower case.
 */
const HEADINGS: readonly (readonly string[])[] = [
  ['account', 'konto', 'compte', 'cuenta', 'conto', 'conta', 'rekening'],
  ['customer', 'client', 'kunde', 'cliente', 'klant'],
  ['user', 'benutzer', 'nutzer', 'utilisateur', 'usuario', 'utente', 'usuário', 'utilizador', 'gebruiker'],
  ['member', 'mitglied', 'membre', 'miembro', 'membro', 'lid'],
  ['first', 'given'],
  ['last', 'family'],
  ['full name', 'display name', 'name', 'nom', 'nombre', 'nome', 'naam'],
  ['title', 'titel', 'titre', 'título', 'titolo'],
];

/** Each heading, and a text for what it means. */
export const HEADING_WORDS: ReadonlyMap<string, string> = new Map(
  HEADINGS.flatMap((words) => words.map((word) => [word, `word ${words[0]}`] as const)),
);

/** What spreadsheets and reports write in front of sums, in lower case. */
const SUM_WORDS: ReadonlySet<string> = new Set([
  ...['total', 'totals', 'grand total', 'subtotal', 'sub total', 'sub-total', 'sum', 'count', 'total count'],
  ...['gesamt', 'gesamtsumme', 'gesamtergebnis', 'summe', 'summen', 'zwischensumme', 'ergebnis', 'anzahl'],
  ...['total général', 'sous-total', 'somme', 'total general', 'suma', 'suma total', 'total geral', 'soma'],
  ...['totale', 'totale complessivo', 'subtotale', 'somma', 'totaal', 'eindtotaal', 'subtotaal', 'som'],
  ...['razem', 'suma końcowa', 'summa', 'totalsumma', 'totalt', 'i alt', 'yhteensä', 'celkem', 'összesen'],
  ...['итого', 'всего', 'общий итог', 'разом', 'σύνολο', 'toplam', 'genel toplam'],
  ...['合計', '総計', '小計', '合计', '总计', '小计', '합계', '총계'],
]);
const NUMBER = /^[-+]?\p{Sc}?[ \u00a0]?\d[\d.,' \u00a0\u202f]*[%\p{Sc}]?$/u;

/**
 * Returns a function that tells whether a row is the sums below a table: a word for a sum in its first cell, and behind it
 * only numbers and blank cells. A user has a name or an address. Two columns are too few to tell.
 */
export function createSumTest(columns: readonly string[]): (cells: readonly string[]) => boolean {
  const read = [...columns.keys()].filter((i) => !isReserved(columns[i] ?? ''));
  const [first = 0, ...others] = read;
  return (cells) => {
    if (!SUM_WORDS.has(wordOf(cells[first] ?? ''))) return false;
    const texts = others.map((i) => (cells[i] ?? '').trim());
    return texts.length > 1 && texts.includes('') && texts.every((text) => text === '' || NUMBER.test(text));
  };
}

function wordOf(cell: string): string {
  const text = cell.trim().toLowerCase();
  return text.endsWith(':') ? text.slice(0, -1).trimEnd() : text;
}
