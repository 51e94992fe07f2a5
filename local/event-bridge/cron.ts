/** The next time of a schedule after a given time; an invalid date if there is none. */
export type NextTime = (after: Date) => Date;

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The six fields of EventBridge's cron expressions. Times are in UTC; days of the week count from 1 (Sunday). */
const fields: readonly Field[] = [
  { name: 'minutes', min: 0, max: 59 },
  { name: 'hours', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: months },
  { name: 'day of week', min: 1, max: 7, names: days },
  { name: 'year', min: 1970, max: 2199 },
];

/** How far ahead the next time is searched: a leap day can be eight years away. */
const horizonDays = 366 * 9;

/** @throws for L, W and #, which are not supported here, and for values out of range */
export function parseCron(expression: string, where: string): NextTime {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== fields.length) throw new Error(`${where}: cron(${expression}) must have six fields`);
  const allowed = fields.map((field, index) =>
    parseField(parts[index] ?? '', field, `${where}: cron(${expression})`),
  );
  const isDay = (date: Date): boolean =>
    [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay() + 1, date.getUTCFullYear()].every(
      (value, index) => allowed[index + 2]?.has(value),
    );
  const minutesOfDay = [...(allowed[1] ?? [])]
    .flatMap((hour) => [...(allowed[0] ?? [])].map((minute) => hour * 60 + minute))
    .sort((a, b) => a - b);
  return (after) => {
    const midnight = Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate());
    for (let day = 0; day < horizonDays; day += 1) {
      const start = midnight + day * 86_400_000;
      if (!isDay(new Date(start))) continue;
      const minute = minutesOfDay.find((candidate) => start + candidate * 60_000 > after.getTime());
      if (minute !== undefined) return new Date(start + minute * 60_000);
    }
    return new Date(Number.NaN);
  };
}

function parseField(text: string, field: Field, where: string): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step] = /^(\*|\?|[A-Z0-9]+(?:-[A-Z0-9]+)?)(?:\/(\d+))?$/i.exec(part) ?? [];
    const bounds = parseRange(range, step !== undefined, field);
    if (bounds === undefined)
      throw new Error(`${where}: ${field.name} ${JSON.stringify(part)} is not supported`);
    const [first, last] = bounds;
    for (let value = first; value <= last; value += Math.max(1, Number(step ?? 1))) values.add(value);
  }
  return values;
}

/** `*`, `?`, one value, or `from-to`. One value with a step begins a range to the end. @returns undefined if it is invalid */
function parseRange(
  range: string,
  hasStep: boolean,
  field: Field,
): readonly [first: number, last: number] | undefined {
  if (range === '*' || range === '?') return [field.min, field.max];
  const [first, to] = range.split('-').map((name) => parseValue(name, field));
  const last = to ?? (hasStep ? field.max : first);
  if (first === undefined || last === undefined) return undefined;
  return first >= field.min && last <= field.max && first <= last ? [first, last] : undefined;
}

function parseValue(text: string, { names, min }: Field): number | undefined {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  if (named !== -1) return named + min;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
