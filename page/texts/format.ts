export type Format = ReturnType<typeof createFormat>;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Numbers, sizes and times as the language writes them. */
export function createFormat(language: string) {
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      // The short form of English has no plural for bytes: `480 byte`.
      unitDisplay: name === 'byte' ? 'long' : 'short',
      maximumFractionDigits: digits,
    }).format(value);
  return {
    number: (value: number) => number.format(value),
    /** @param share 0 to 1 */
    percent: (share: number) => percent.format(share),
    list: (items: readonly string[]) => list.format(items),
    dateTime: (iso: string) => dateTime.format(new Date(iso)),
    /** Such as `5 minutes ago`. */
    ago(iso: string, now: number) {
      const seconds = Math.min(0, (Date.parse(iso) - now) / 1000);
      if (seconds > -MINUTE) return relative.format(0, 'second');
      if (seconds > -HOUR) return relative.format(Math.ceil(seconds / MINUTE), 'minute');
      if (seconds > -DAY) return relative.format(Math.ceil(seconds / HOUR), 'hour');
      return relative.format(Math.ceil(seconds / DAY), 'day');
    },
    /** Such as `3 min 20 sec`. */
    duration(seconds: number) {
      const whole = Math.max(0, Math.round(seconds));
      const parts = [
        [Math.floor(whole / HOUR), 'hour'],
        [Math.floor((whole % HOUR) / MINUTE), 'minute'],
        [whole % MINUTE, 'second'],
      ] as const;
      const first = parts.findIndex(([value]) => value > 0);
      if (first === -1) return unit(0, 'second');
      return parts
        .slice(first, first + 2)
        .filter(([value]) => value > 0)
        .map(([value, name]) => unit(value, name))
        .join(' ');
    },
    /** Such as `1.4 MB`. */
    bytes(bytes: number) {
      const exponent = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000)));
      return unit(bytes / 1000 ** exponent, UNITS[exponent] ?? 'byte', exponent === 0 ? 0 : 1);
    },
  };
}
