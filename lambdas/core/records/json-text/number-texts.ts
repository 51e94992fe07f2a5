/** How a number was written, where its value does not show it. */
export interface NumberText {
  /** As it was sent. */
  readonly text: string;
  /** What JavaScript reads: with other digits, or infinite. Absent if the digits are kept. */
  readonly reads?: number;
}

/** By dotted path: `customFields.points`, `scores.0`. */
export type NumberTexts = ReadonlyMap<string, NumberText>;

/** An exponent, or more digits than every double can hold. May match something else, and within strings. */
const REMARKABLE = /\d[eE][-+\d]|[\d.]{16}/;

/** Whether the text of a JSON value may contain a number of which its value does not show how it was written. */
export function mayHaveNumberTexts(text: string): boolean {
  return REMARKABLE.test(text);
}

/** Stands in for such a number between parsing and walking. */
class WrittenNumber {
  readonly value: number;
  readonly text: string;
  constructor(value: number, text: string) {
    this.value = value;
    this.text = text;
  }
}

/** ES2025: JSON.parse source text access. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** The numbers of valid JSON that lose digits, or that are written with an exponent. Parses the text once more. */
export function numberTextsOf(json: string): NumberTexts {
  const mark: Reviver = (_, value, context) => {
    if (typeof value !== 'number') return value;
    const text = context?.source ?? String(value);
    return mayHaveNumberTexts(text) ? new WrittenNumber(value, text) : value;
  };
  const found = new Map<string, NumberText>();
  collect(JSON.parse(json, mark), '', found);
  return found;
}

function collect(value: unknown, path: string, found: Map<string, NumberText>): void {
  if (value instanceof WrittenNumber) {
    const { text, value: reads } = value;
    found.set(path, keepsDigits(text, reads) ? { text } : { text, reads });
  } else if (typeof value === 'object' && value !== null) {
    const prefix = path === '' ? '' : `${path}.`;
    for (const [key, item] of Object.entries(value)) collect(item, prefix + key, found);
  }
}

/** toPrecision writes at most so many digits. */
const MAX_PRECISION = 100;

/** Whether a double has all digits that were written: 0.10 and 0.10000000000000001 have, 9007199254740993 has not. */
function keepsDigits(text: string, value: number): boolean {
  const digits = significantDigits(text);
  // What JavaScript itself writes: the next number of as many digits may have the same double.
  if (digits === significantDigits(String(value))) return true;
  const precision = Math.max(1, Math.min(MAX_PRECISION, digits.length));
  // An infinite value has the digits "Infinity", and one that is too small has none.
  return digits === significantDigits(value.toPrecision(precision));
}

/** The digits of a number without sign, point, exponent, and zeros around them. */
function significantDigits(number: string): string {
  const [mantissa = ''] = number.split(/e/i, 1);
  const digits = mantissa.replace(/^-/, '').replace('.', '').replace(/^0+/, '');
  // A pattern would try each run of zeros to its end.
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}
