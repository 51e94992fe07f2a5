import fc from 'fast-check';
import { readArrayLayout } from '../../../../lambdas/core/inspection/array-layout.ts';
import type { JsonArrayDialect } from '../../../../lambdas/core/records/record.ts';

/** What the laws of JSON arrays are tried on: every way in which programs write them, and what may happen to them. */

const text = fc
  .array(
    fc.constantFrom('a', 'é', '😀', '"', '\\', '{', '}', '[', ']', ',', ':', '\n', ' ', '},{', ',{', '/'),
    {
      maxLength: 4,
    },
  )
  .map((pieces) => pieces.join(''));
/** V8 13.6 reads the name `"` as `\\` behind an object that has that one: the model would be wrong, not the scanner. */
const name = text.map((name) => name.replaceAll('\\', '/'));
const scalar = fc.oneof(text, fc.constantFrom(0, -1.5e3, true, false, null, 12));
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Mostly objects, as they should be. */
const elements = fc.oneof({ weight: 5, arbitrary: fc.dictionary(name, value, { maxKeys: 4 }) }, value);

export const LAYOUTS = ['one line', 'a line each', 'a line each, first inline', 'pretty', 'hugging'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** The pieces of a file: what is before, between and after the elements. */
interface Style {
  readonly open: string;
  readonly comma: string;
  readonly close: string;
  readonly write: (value: unknown) => string;
}

export function styleOf(layout: Layout, lineBreak: string, indent: number): Style {
  const pretty = (value: unknown) => JSON.stringify(value, null, 2).replaceAll('\n', lineBreak);
  const margin = ' '.repeat(indent);
  const indented = (value: unknown) => pretty(value).replaceAll('\n', `\n${margin}`);
  switch (layout) {
    case 'one line':
      return { open: '[', comma: ',', close: ']', write: JSON.stringify };
    case 'a line each':
      return {
        open: `[${lineBreak}${margin}`,
        comma: `,${lineBreak}${margin}`,
        close: `${lineBreak}]${lineBreak}`,
        write: JSON.stringify,
      };
    case 'a line each, first inline':
      return { open: '[', comma: `,${lineBreak}`, close: `${lineBreak}]${lineBreak}`, write: JSON.stringify };
    case 'pretty':
      return {
        open: `[${lineBreak}${margin}`,
        comma: `,${lineBreak}${margin}`,
        close: `${lineBreak}]${lineBreak}`,
        write: indented,
      };
    case 'hugging':
      return { open: '[', comma: ', ', close: ']', write: pretty };
  }
}

export interface ArrayFile {
  readonly file: Buffer;
  readonly dialect: JsonArrayDialect;
  /** Where the first element may begin. */
  readonly offset: number;
  readonly line: number;
}

export function arrayFile(content: string | Buffer): ArrayFile {
  const file = Buffer.from(content as string);
  const layout = readArrayLayout(file, 0);
  if (layout === undefined) throw new Error('no array');
  const { indent, inline, offset, line } = layout;
  return { file, dialect: { format: 'json', indent, inline }, offset, line };
}

const lineBreaks = fc.constantFrom('\n', '\r\n');
const styles = fc
  .tuple(fc.constantFrom(...LAYOUTS), lineBreaks, fc.integer({ min: 1, max: 4 }))
  .map((choice) => styleOf(...choice));

/** White space strewn wherever JSON allows it: a layout that no program would write. */
const strewn = fc.array(fc.constantFrom('', ' ', '\n', '\t', '\r\n', '\n  '), { minLength: 1, maxLength: 5 });

function strew(json: string, blanks: readonly string[]): string {
  let turn = 0;
  return json.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g, (token) => {
    const blank = blanks[turn++ % blanks.length] ?? '';
    return turn % 2 === 0 ? token + blank : blank + token;
  });
}

const values = fc.array(elements, { maxLength: 8 });

export const validArrays: fc.Arbitrary<{ readonly text: string; readonly values: readonly unknown[] }> =
  fc.oneof(
    fc.tuple(values, styles).map(([values, { open, comma, close, write }]) => ({
      text: open + values.map(write).join(comma) + close,
      values,
    })),
    fc
      .tuple(values, strewn)
      .map(([values, blanks]) => ({ text: strew(JSON.stringify(values), blanks), values })),
  );

const token = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    '\n  ',
    ' ',
    '\r\n',
    'a',
    '1',
    '{"a":1}',
    '},{',
    ',\n{',
    '\n]',
  ],
);

/** Valid arrays with lone tokens thrown in, and arrays of nothing but tokens. */
export const nastyArrays: fc.Arbitrary<ArrayFile> = fc
  .oneof(
    fc.array(token, { maxLength: 40 }).map((tokens) => `[${tokens.join('')}`),
    fc.array(token, { maxLength: 40 }).map((tokens) => `[\n${tokens.join('')}`),
    fc
      .tuple(validArrays, fc.array(fc.tuple(fc.nat(), token, fc.nat({ max: 3 })), { maxLength: 4 }))
      .map(([{ text }, wounds]) => wounds.reduce(wound, text)),
  )
  .map(arrayFile);

function wound(text: string, [at, token, cut]: readonly [number, string, number]): string {
  const first = text.indexOf('[') + 1;
  const from = first + (at % (text.length - first + 1));
  return text.slice(0, from) + token + text.slice(from + cut);
}

const word = fc.constantFrom(
  '',
  'ann',
  'Ann "the boss"',
  'a\\b',
  'é😀',
  'x, y',
  'a: b',
  '[1]',
  'line\nbreak',
);

/** An object with scalars, an object, a list of scalars. */
export const users = fc.record(
  {
    id: fc.stringMatching(/^[a-z0-9]{1,4}$/),
    name: word,
    custom: fc.dictionary(fc.constantFrom('plan', 'seat'), fc.oneof(word, fc.integer())),
    tags: fc.array(word, { maxLength: 3 }),
    age: fc.constantFrom(1, null, true),
  },
  { requiredKeys: ['id'] },
);
