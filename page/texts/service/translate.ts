/**
 * A line of `de.json`: what the service writes, and the same in another language: `{name}` is copied, `<name>` is a part that is translated by
 * itself. `{example}` is what a file has, with its quotes. `{value}` is a value as the service shows it: in quotes, as a number, or as `…`. `{n}` and `{m}` are numbers.
 * They are tried in order: those that say most come first.
 */
export type Sentence = readonly [service: string, own: string];

/** What is around a value. The service writes straight quotes. */
export type Quotes = readonly [open: string, close: string];

/** Undefined where a part of the text is not known: then the text of the service is shown as it is. */
export type Translate = (text: string) => string | undefined;

const PLACE = /(\{\w+\}|<\w+>)/;
const VALUE = String.raw`"(?:[^"\\]|\\.)*"|…|-?[\d.]+`;
const NUMBER = String.raw`[\d.,]+|…`;
/** Not over the end of a part of the message: the rest would not be translated. */
const COPIED = String.raw`(?:(?!; |\. |, found |, and |: ).)+?`;

interface Compiled {
  readonly pattern: RegExp;
  readonly places: readonly string[];
  readonly own: string;
}

/**
 * Translates messages of the service by its sentences. A message of several sentences is translated sentence by sentence, and
 * completely or not at all, so that no message is in two languages.
 */
export function translator(sentences: readonly Sentence[], quotes: Quotes = ['"', '"']): Translate {
  let compiled: readonly Compiled[] | undefined;
  const known = new Map<string, string | undefined>();
  const one = (text: string): string | undefined => {
    compiled ??= sentences.map(compile);
    for (const { pattern, places, own } of compiled) {
      const [, ...found] = pattern.exec(text) ?? [];
      if (found.length === 0 && !pattern.test(text)) continue;
      const filled = fill(own, places, found, translate, quotes);
      if (filled !== undefined) return filled;
    }
    return undefined;
  };
  function translate(text: string): string | undefined {
    if (!known.has(text)) {
      if (known.size > MAX_KNOWN) known.clear();
      known.set(text, undefined);
      known.set(text, one(text) ?? inParts(text, one, translate));
    }
    return known.get(text);
  }
  return (text) => {
    const end = text.endsWith('.') ? '.' : '';
    const own = translate(end === '' ? text : text.slice(0, -1));
    return own && own + end;
  };
}

/** A list of problems is drawn again and again. */
const MAX_KNOWN = 2_000;

function compile([service, own]: Sentence): Compiled {
  const parts = service.split(PLACE);
  const places = parts.filter((_, i) => i % 2 === 1);
  const source = parts.map((part, i) => {
    if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    if (part === '{value}') return `(${VALUE})`;
    if (part === '{n}' || part === '{m}') return `(${NUMBER})`;
    return part.startsWith('{') ? `(${COPIED})` : '(.+?)';
  });
  return { pattern: new RegExp(`^${source.join('')}$`, 's'), places, own };
}

const QUOTED = /"((?:[^"\\]|\\.)*)"/g;

function fill(
  own: string,
  places: readonly string[],
  found: readonly string[],
  translate: Translate,
  [open, close]: Quotes,
): string | undefined {
  const values = new Map<string, string>();
  for (const [i, place] of places.entries()) {
    const text = found[i] ?? '';
    const own = place === '{example}' ? text : text.replaceAll(QUOTED, `${open}$1${close}`);
    const value = place.startsWith('<') ? translate(text) : own;
    if (value === undefined) return undefined;
    values.set(place, value);
  }
  return own
    .split(PLACE)
    .map((part) => values.get(part) ?? part)
    .join('');
}

const BETWEEN = /; |\. | …$/g;

/** What is wrong, then what to do. A kind that was shortened ends with `…`. */
function inParts(text: string, one: Translate, translate: Translate): string | undefined {
  for (const { index, 0: between } of [...text.matchAll(BETWEEN)].reverse()) {
    const first = translate(text.slice(0, index));
    if (first === undefined) continue;
    if (between === ' …') return `${first} …`;
    const rest = one(text.slice(index + between.length));
    if (rest !== undefined) return `${first}. ${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
  }
  return undefined;
}
