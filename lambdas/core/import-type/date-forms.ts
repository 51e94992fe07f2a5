/**
 * The months as spreadsheets show them in short and in full, in the letters of each language: English, German and Turkish
 * begin with a capital letter, the others do not. A word in capital letters is none of them: `MAR-26` is a code.
 */
const MONTHS: ReadonlySet<string> = new Set(
  `
  Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec
  January February March April June July August September October November December
  Jän Mrz Mär Mai Okt Dez Januar Jänner Februar März Juni Juli Oktober Dezember
  Oca Şub Nis Haz Tem Ağu Eyl Eki Kas Ara Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık
  janv févr mars avr mai juin juil août sept oct nov déc
  janvier février avril juillet septembre octobre novembre décembre
  ene feb mar abr may jun jul ago sep dic
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
  gen apr mag giu lug set ott gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
  jan fev out dez janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
  mrt mei aug okt dec januari februari maart april juni juli augustus september oktober november december
  maj augusti januar februar marts august des desember
  sty lut kwi cze lip sie wrz paź lis gru
  stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
  tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu
  febr márc ápr máj jún júl szept
  янв фев мар апр май июн июл авг сен окт ноя дек
  Ιαν Φεβ Μαρ Απρ Μαΐ Μαϊ Μάι Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ
  Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου
  січ лют бер кві тра чер лип сер вер жов лис гру
  января февраля марта апреля мая июня июля августа сентября октября ноября декабря
  `
    .trim()
    .split(/\s+/),
);

/** 1-Mar, 01. Mrz, 1/mar/26, 2 March 2026. */
const DAY_FIRST = /^\d{1,2}(?:[-/ ]|\. ?)(\p{L}{3,12})\.?(?:[-./ ](?:\d{4}|\d\d))?$/u;
/** Mar-26, Mrz 26, mars-2026. */
const MONTH_FIRST = /^(\p{L}{3,12})(?:[-/ ]|\. ?)(?:(?:19|20)\d\d|\d\d)$/u;
/** Mar 2, 2026 and Mar 2. */
const AMERICAN = /^(\p{L}{3,12})\.? \d{1,2}(?:\.|, \d{4})?$/u;
/** 2026. márc. 1. */
const YEAR_FIRST = /^(?:19|20)\d\d\. ?(\p{L}{3,12})\.? \d{1,2}\.?$/u;
/** 3/1/2026, 01.03.2026, 1. 3. 2026, 2026-03-01, 2026. 3. 1., each perhaps with a time. The first day of Excel is in 1899. */
const IN_NUMBERS =
  /^(?:(?:0?[1-9]|[12]\d|3[01])([./-] ?)(?:0?[1-9]|[12]\d|3[01])\1(?:1[89]|20)\d\d|(?:1[89]|20)\d\d([./-] ?)(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01])\.?)(?:[T ]\d{1,2}:\d\d[\d:.]*(?: ?[AP]M|Z|[+-]\d\d:?\d\d)?)?$/;
/** 3月1日, 2026年3月1日, 03월 01일. */
const EAST_ASIAN = /^(?:\d{4}[年년] ?)?\d{1,2}[月월](?: ?\d{1,2}[日일])?$/;
/** Every form has digits at its beginning or its end; the others are not examined. */
const BEGINS_OR_ENDS = /^\d|\d\.?$/;
const TIME = /^\d{1,2}:\d\d(?::\d\d)? [AP]M$/;

/** `października-2026`. */
export const LONGEST_MONTH_FIRST = 17;
/** `31. października 2026`. */
export const LONGEST_DATE = 24;

/** A date, as spreadsheets make one of an id such as 3/1, 1-3-26 or MAR26. */
export function isDateForm(text: string): boolean {
  if (!BEGINS_OR_ENDS.test(text)) return false;
  if (IN_NUMBERS.test(text) || EAST_ASIAN.test(text) || TIME.test(text)) return true;
  const [, month] = DAY_FIRST.exec(text) ?? AMERICAN.exec(text) ?? YEAR_FIRST.exec(text) ?? [];
  return month === undefined ? isMonthFirst(text) : MONTHS.has(month);
}

export function isMonthFirst(text: string): boolean {
  const [, month] = MONTH_FIRST.exec(text) ?? [];
  return month !== undefined && MONTHS.has(month);
}
