/**
 * What spreadsheets show instead of a value. In a key, each word between `#` and `!` or `?` is taken for one: `#REF!`,
 * `#BEZUG!`, `#¿NOMBRE?`, `#DIV/0!`.
 */
const WORD = /^#[¡¿]?[\p{L}\p{M}/_]+(?:\/?0)?[!?]$/u;

/** Those without a mark at the end: "not available", and data that is still being loaded. */
const UNMARKED = [
  '#N/A',
  '#N/D',
  '#N/B',
  '#N/V',
  '#N/DISP',
  '#NV',
  '#I/T',
  '#Н/Д',
  '#Δ/Υ',
  '#YOK',
  '#SAKNAS',
  '#PUUTTUU',
  '#HIÁNYZIK',
  '#NENÍ_K_DISPOZICI',
  '#DIV/0',
  '#GETTING_DATA',
  '#DATEN_ABRUFEN',
];

/**
 * The names of the errors in Excel, LibreOffice and Google Sheets, as their versions in 20 languages write them. In a text
 * that is no key only these are errors, because people write `#winning!`.
 */
const MARKED = `
  NULL! DIV/0! VALUE! REF! NAME? NUM! SPILL! CALC! FIELD! BLOCKED! UNKNOWN! CONNECT! BUSY! PYTHON! EXTERNAL! ERROR! MACRO?
  BEZUG! WERT! ZAHL! ÜBERLAUF! KALK! FELD! BLOCKIERT! UNBEKANNT! VERBINDEN!
  VALEUR! NOM? NOMBRE! NUL! PROPAGATION! CALCUL! CHAMP!
  ¡REF! ¡VALOR! ¿NOMBRE? ¡NUM! ¡NULO! ¡DIV/0! ¡DESBORDAMIENTO! ¡CALC! ¡CAMPO!
  VALOR! NOME? NÚM! NULO! DESPEJAR!
  RIF! VALORE! NULLO! ESPANSIONE!
  VERW! WAARDE! NAAM? GETAL! LEEG! DEEL/0! OVERLOOP!
  ADR! ARG! NAZWA? LICZBA! ZERO! DZIEL/0! ROZLANIE!
  ODKAZ! HODNOTA! NÁZEV? ČÍSLO! DĚLENÍ_NULOU! PŘESAH! NÁZOV? NEPLATNÝ! DELENIENULOU!
  REFERENS! VÄRDEFEL! NAMN? OGILTIGT! SKÄRNING! DIVISION/0! SAKNAS!
  REFERENCE! VÆRDI! NAVN? OVERLØB! VERDI! OVERFLYT!
  VIITTAUS! ARVO! NIMI? LUKU! TYHJÄ! JAKO/0! PUUTTUU!
  HIV! ÉRTÉK! NÉV? SZÁM! NULLA! ZÉRÓOSZTÓ!
  VALOARE! NUME?
  ССЫЛКА! ЗНАЧ! ИМЯ? ЧИСЛО! ПУСТО! ДЕЛ/0! ПЕРЕНОС!
  ПОСИЛАННЯ! ЗНАЧЕННЯ! ІМ'Я? ДІЛ/0!
  BAŞV! DEĞER! AD? SAYI! BOŞ! SAYI/0! TAŞMA!
  ΑΝΑΦ! ΤΙΜΗ! ΟΝΟΜΑ? ΑΡΙΘ! ΚΕΝΟ! ΔΙΑΙΡ/0!
`;

const KNOWN: ReadonlySet<string> = new Set([
  ...UNMARKED,
  ...MARKED.trim()
    .split(/\s+/)
    .map((name) => `#${name}`),
]);
const LONGEST = Math.max(...[...KNOWN].map(({ length }) => length));

/** `#REF` without its mark, only as spreadsheets write it: `#ref` may be a name. */
const CUT: ReadonlySet<string> = new Set([...KNOWN].map((name) => name.replace(/[!?]$/, '')));

/** LibreOffice writes `Err:502`. */
const NUMBERED = /^ERR:\d{3}$/;
/** A column that is too narrow for its numbers. */
const TOO_NARROW = /^#{2,}$/;
/** Two or three may be meant as text. */
const CERTAINLY_TOO_NARROW = /^#{4,}$/;

/** Whether a key is an error of a spreadsheet, or looks like one. */
export function isSpreadsheetError(text: string): boolean {
  const upper = text.toUpperCase();
  return (
    KNOWN.has(upper) || CUT.has(text) || WORD.test(upper) || NUMBERED.test(upper) || TOO_NARROW.test(text)
  );
}

const HASH = 0x23;
const SMALL_E = 0x65;
const TO_SMALL = 0x20;

/** Whether a text that may be anything is certainly an error of a spreadsheet. */
export function isKnownSpreadsheetError(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === HASH) {
    if (text.length > LONGEST) return CERTAINLY_TOO_NARROW.test(text);
    return KNOWN.has(text.toUpperCase().normalize('NFC')) || CERTAINLY_TOO_NARROW.test(text);
  }
  return (first | TO_SMALL) === SMALL_E && NUMBERED.test(text.toUpperCase());
}
