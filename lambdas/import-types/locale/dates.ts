type Order = 'dmy' | 'mdy' | 'ymd';

interface DateFormat {
  readonly order: Order;
  readonly separator: string;
}

/** A date of numbers, and perhaps a time: `2.3.2026`, `3/15/2026 9:15 PM`. */
const DATE =
  /^(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})\.?(?:,?[ \u00a0\u202f](\d{1,2}):(\d\d)(?::(\d\d))?(?:[ \u00a0\u202f]?([ap])\.?m\.?)?)?$/i;
const ISO = /^\d{4}-\d\d-\d\d/;

export type DateReading =
  /** ISO 8601, or the cell itself where it is no date of numbers. */
  | { readonly text: string }
  /** A date of numbers that no calendar has: `31.02.2026`. `order`: how the locale writes dates. */
  | { readonly order: Order | undefined }
  /** The dates that the cell may mean, as ISO 8601. */
  | { readonly readings: readonly string[] };

const formats = new Map<string, DateFormat>();

function formatOf(locale: string): DateFormat {
  const known = formats.get(locale);
  if (known !== undefined) return known;
  const options = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
  const parts = new Intl.DateTimeFormat(locale, {
    ...options,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(0);
  const letters = parts.filter(({ type }) => type !== 'literal').map(({ type }) => type[0]);
  const separator = parts.find(({ type }) => type === 'literal')?.value.trim() ?? '-';
  const format = { order: letters.join('') as Order, separator };
  formats.set(locale, format);
  return format;
}

/**
 * Reads a date as the locale writes it. A year that comes first is followed by the month in every locale. Without a
 * locale, and with separators that the locale does not use, nothing is guessed.
 */
export function readDate(cell: string, locale: string | undefined): DateReading {
  const text = cell.trim();
  const parts = ISO.test(text) ? null : DATE.exec(text);
  if (parts === null) return { text: cell };
  const [, first = '', separator = '', second = '', third = ''] = parts;
  const iso = (order: Order) => inIso(order, [first, second, third], timeOf(parts));
  if (first.length === 4) return dateOr(iso('ymd'), undefined);
  if (third.length !== 4) return { text: cell };
  const format = locale === undefined ? undefined : formatOf(locale);
  if (format !== undefined && fits(format, separator)) return dateOr(iso(format.order), format.order);
  const readings = (['dmy', 'mdy'] as const).flatMap((order) => iso(order) ?? []);
  return readings.length === 0 ? { order: undefined } : { readings: [...new Set(readings)] };
}

function dateOr(text: string | undefined, order: Order | undefined): DateReading {
  return text === undefined ? { order } : { text };
}

/** Dots are for days that come first; dashes are written in every locale. */
function fits({ order, separator }: DateFormat, found: string): boolean {
  if (order === 'ymd') return false;
  return found === separator || found === '-' || (found === '.' && order === 'dmy');
}

function inIso(order: Order, numbers: readonly string[], time: string | undefined): string | undefined {
  const of = (letter: string) => Number(numbers[order.indexOf(letter)]);
  const [year, month, day] = [of('y'), of('m'), of('d')];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
  return isReal && time !== undefined ? `${date.toISOString().slice(0, 10)}${time}` : undefined;
}

/** `T21:15:00`; empty without a time, undefined for an hour that does not exist. */
function timeOf(parts: RegExpExecArray): string | undefined {
  const [, , , , , hour, minute, second = '00', half] = parts;
  if (hour === undefined) return '';
  const hours = Number(hour);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (half === undefined) return `T${hour.padStart(2, '0')}:${minute}:${second}`;
  if (hours < 1 || hours > 12) return undefined;
  const inDay = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `T${String(inDay).padStart(2, '0')}:${minute}:${second}`;
}
