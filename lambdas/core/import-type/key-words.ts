/** Words that tools and people write in a cell that has no value of its own. In upper case. */

/** What programs write for "no value" or "no number". */
const NULL_MARKERS: ReadonlySet<string> = new Set([
  'NULL',
  '\\N',
  '\\\\N',
  'DBNULL',
  'SYSTEM.DBNULL',
  'SYSTEM.OBJECT',
  '[]',
  '{}',
  '()',
  // Google Sheets, while it calculates.
  'LOADING...',
  'NIL',
  'NONE',
  'VOID',
  'NOTHING',
  'EMPTY',
  ...['ERROR', 'FEHLER', 'ERREUR', 'ERRORE', 'ERRO', 'BŁĄD', 'ОШИБКА'],
  'NULLPTR',
  'PD.NA',
  'PD.NAT',
  'NP.NAN',
  'NUMPY.NAN',
  // PHP, for a list.
  'ARRAY',
  '∅',
  'UNDEFINED',
  'NAN',
  '-NAN',
  'NAT',
  'INF',
  '-INF',
  '+INF',
  'INFINITY',
  '-INFINITY',
  '+INFINITY',
  '∞',
  '-∞',
  '+∞',
  '1.#QNAN',
  '1.#INF',
  '-1.#INF',
  '1.#IND',
  '-1.#IND',
  'OBJECT OBJECT',
]);

/** Markers only in brackets: `Leer` and `Blank` are names. */
const BRACKETED: ReadonlySet<string> = new Set([
  'BLANK',
  'LEER',
  'DELETED',
  'VIDE',
  'VACÍO',
  'VUOTO',
  'LEEG',
]);

/** "Not available", "not applicable" and "unknown", as people write them in the languages of spreadsheets. */
const NOT_AVAILABLE: ReadonlySet<string> = new Set([
  ...['N/A', 'N.A.', 'N. A.', 'N.A', 'N/AP', 'N.AP.', 'NOT AVAILABLE', 'NOT APPLICABLE', 'NOT SET'],
  ...['UNKNOWN', 'UNSPECIFIED', 'NO DATA', 'NO VALUE', 'NOT PROVIDED', 'NOT SPECIFIED', 'TBD'],
  ...['MISSING', 'NO ID', 'NO NAME', 'NO EMAIL', 'NOT FOUND', 'NOT DEFINED', 'NOT ASSIGNED', 'REDACTED'],
  ...['ANONYMOUS', 'ANONYMIZED', 'ANONYMISED', 'DELETED USER', 'KEINE ID', 'OHNE ID', 'FEHLT', 'FEHLEND'],
  ...['SANS ID', 'MANQUANT', 'SIN ID', 'FALTANTE', 'SENZA ID', 'MANCANTE', 'SEM ID', 'GEEN ID'],
  ...['ONTBREEKT', 'BRAK', 'BRAK ID', 'NIE PODANO', 'SAKNAS', 'MANGLER', 'PUUTTUU', 'HIÁNYZIK', 'НЕТ'],
  ...['K.A.', 'K. A.', 'K/A', 'K.A', 'KEINE ANGABE', 'KEINE ANGABEN', 'NICHT VERFÜGBAR', 'NICHT VORHANDEN'],
  ...['NICHT ANGEGEBEN', 'UNBEKANNT', 'ENTFÄLLT', 'KEIN WERT', 'OHNE ANGABE'],
  ...['S/O', 'S.O.', 'S. O.', 'SANS OBJET', 'NON DISPONIBLE', 'NON APPLICABLE', 'NON RENSEIGNÉ', 'INCONNU'],
  ...['N.C.', 'N/C', 'N.D.', 'N/D', 'N. D.', 'NON COMMUNIQUÉ'],
  ...['NO DISPONIBLE', 'NO APLICA', 'NO APLICABLE', 'SIN DATOS', 'DESCONOCIDO', 'S/D', 'NINGUNO'],
  ...['NON DISPONIBILE', 'NON APPLICABILE', 'SCONOSCIUTO', 'NESSUNO'],
  ...['NÃO DISPONÍVEL', 'NÃO SE APLICA', 'NÃO APLICÁVEL', 'DESCONHECIDO', 'NENHUM', 'SEM DADOS'],
  ...['N.V.T.', 'N.V.T', 'NIET BESCHIKBAAR', 'NIET VAN TOEPASSING', 'ONBEKEND'],
  ...['BRAK DANYCH', 'B.D.', 'B/D', 'NIE DOTYCZY', 'N.D', 'NIEZNANY', 'NIEDOSTĘPNY'],
  ...['EJ TILLGÄNGLIG', 'EJ TILLÄMPLIGT', 'OKÄND', 'IKKE TILGÆNGELIG', 'IKKE TILGJENGELIG', 'UKENDT'],
  ...[
    'UKJENT',
    'I/T',
    'EI SAATAVILLA',
    'EI TIEDOSSA',
    'TUNTEMATON',
    'NENÍ K DISPOZICI',
    'NEUVEDENO',
    'NEZNÁMÝ',
  ],
  ...['NEM ELÉRHETŐ', 'NINCS ADAT', 'ISMERETLEN', 'MEVCUT DEĞİL', 'MEVCUT DEĞIL', 'BİLİNMİYOR', 'BILINMIYOR'],
  ...['Н/Д', 'НЕТ ДАННЫХ', 'НЕИЗВЕСТНО', 'НЕ УКАЗАНО', 'НЕМАЄ ДАНИХ', 'Μ/Δ', 'Δ/Υ', 'Δ.Υ.'],
  ...['不明', '該当なし', 'なし', '不適用', '不适用', '没有', '未知', '없음', '해당 없음'],
]);

/** What spreadsheets show for the values TRUE and FALSE, in their languages. Programs write those of English in any case. */
const TRUTH_VALUES: ReadonlySet<string> = new Set([
  ...['WAHR', 'FALSCH', 'VRAI', 'FAUX', 'VERDADERO', 'FALSO', 'VERO', 'VERDADEIRO', 'WAAR', 'ONWAAR'],
  ...[
    'PRAWDA',
    'FAŁSZ',
    'PRAVDA',
    'NEPRAVDA',
    'IGAZ',
    'HAMIS',
    'SANT',
    'FALSKT',
    'SAND',
    'FALSK',
    'SANN',
    'USANN',
  ],
  ...['TOSI', 'EPÄTOSI', 'DOĞRU', 'YANLIŞ', 'ADEVĂRAT', 'FALS', 'ИСТИНА', 'ЛОЖЬ', 'ІСТИНА', 'ХИБНІСТЬ'],
]);
const ENGLISH: ReadonlySet<string> = new Set(['TRUE', 'FALSE']);

/** All that begin with a Latin letter. */
const LATIN_WORDS: ReadonlySet<string> = new Set(
  [...NULL_MARKERS, ...NOT_AVAILABLE, ...TRUTH_VALUES, ...ENGLISH, 'NA'].filter((word) =>
    /^[A-Z]/.test(word),
  ),
);

/** What programs write between two values. */
const JOINTS = ' ._-';

/** Of two values that a program did not have: `undefined undefined`, `null_null`. */
export function isMarkerTwice(text: string): boolean {
  if (text.length % 2 === 0 || !JOINTS.includes(text.charAt(text.length >> 1))) return false;
  const first = text.slice(0, text.length >> 1);
  return text.endsWith(first) && NULL_MARKERS.has(first.toUpperCase());
}

/** Longer than any of the words with its brackets. */
const LONGEST = 24;
const BRACKETS = '(<[{';
const IN_BRACKETS = /^(?:\(([^()]+)\)|<([^<>]+)>|\[([^[\]]+)\]|\{([^{}]+)\})$/;

/** The word in brackets, if there are any. */
function inner(upper: string): string | undefined {
  if (!BRACKETS.includes(upper.charAt(0))) return undefined;
  const [, round, pointed, square, curly] = IN_BRACKETS.exec(upper) ?? [];
  return round ?? pointed ?? square ?? curly;
}

export function isNullMarker(text: string): boolean {
  if (text.length > LONGEST) return false;
  const upper = text.toUpperCase();
  if (NULL_MARKERS.has(upper)) return true;
  if (isMarkerTwice(text)) return true;
  const word = inner(upper);
  return word !== undefined && (NULL_MARKERS.has(word) || BRACKETED.has(word));
}

export function isNotAvailable(text: string): boolean {
  if (text.length > LONGEST) return false;
  // In small letters, `na` is a name.
  if (text === 'NA' || text === '<NA>') return true;
  const upper = text.toUpperCase();
  return NOT_AVAILABLE.has(upper) || NOT_AVAILABLE.has(inner(upper) ?? '');
}

/** In small letters, most of the words are names or other words: `vero`, `sand`. */
export function isTruthValue(text: string): boolean {
  if (text.length > LONGEST) return false;
  return ENGLISH.has(text.toUpperCase()) || TRUTH_VALUES.has(text);
}

/** Whether a text of Latin letters and dots may be one of the words: cheaper than the three above. */
export function isWordOfRules(text: string): boolean {
  if (text.length > LONGEST) return false;
  const upper = text.toUpperCase();
  return LATIN_WORDS.has(upper) || isMarkerTwice(text);
}
