import { mapOption, unescaped } from './map-option.ts';

/**
 * How a message names an option. Messages are stored, and written into files and e-mails, for readers who use the command or
 * upload to S3: `stored`. The API and the command translate them for their own readers.
 */
interface OptionWords {
  readonly stored: string;
  readonly api: string;
  readonly command: string;
}

/** All options that messages advise to give, except mappings, which name columns: `mapOption`. */
export const OPTION_WORDS = {
  encodingWindows1252: {
    stored: '`--encoding windows-1252` (metadata `rollcall-encoding`)',
    api: '`options.encoding: windows-1252`',
    command: '`--encoding windows-1252`',
  },
  encodingUtf8: {
    stored: '`--encoding utf-8` (metadata `rollcall-encoding`)',
    api: '`options.encoding: utf-8`',
    command: '`--encoding utf-8`',
  },
  encoding: {
    stored: '`--encoding` (metadata `rollcall-encoding`)',
    api: '`options.encoding`',
    command: '`--encoding`',
  },
  locale: {
    stored: '`--locale` (metadata `rollcall-locale`)',
    api: '`options.locale`',
    command: '`--locale`',
  },
  segment: {
    stored: '`rollcall-segment`, `--segment`',
    api: '`options.segment`',
    command: '`--segment`',
  },
  acceptMapping: {
    stored: '--accept-mapping on the command line, or the metadata rollcall-similar-columns: map',
    api: '`options.similarColumns: map`',
    command: '--accept-mapping',
  },
  ignoreUnknown: {
    stored: '--ignore-unknown on the command line, or the metadata rollcall-similar-columns: ignore',
    api: '`options.similarColumns: ignore`',
    command: '--ignore-unknown',
  },
  applyDuplicates: {
    stored: 'rollcall-duplicates: apply',
    api: '`options.duplicates: apply`',
    command: '--duplicates apply',
  },
} as const satisfies Record<string, OptionWords>;

const WORDS: readonly OptionWords[] = Object.values(OPTION_WORDS);

/** Before the words of a mapping, as `mapOption` writes them. */
const MAP_WORD = "--map '";
/** What follows them: where the mapping can be given otherwise. */
const MAP_TAILS = [
  '`',
  ' (metadata `rollcall-map`)',
  ' on the command line',
  ', or the metadata rollcall-map: ',
];
const MAP_IN_API = '`map: {';

/** A stored message for callers of the API. */
export function inApiWords(message: string): string {
  if (!message.includes('--') && !message.includes('rollcall-')) return message;
  const text = WORDS.reduce((done, { stored, api }) => done.replaceAll(stored, api), message);
  return replacedMaps(text, MAP_WORD, readMapOptions, (pairs) =>
    pairs.length === 0 ? '`map` …' : `${MAP_IN_API}${pairs.map(jsonPair).join(',')}}\``,
  );
}

/** A stored message, or one of the API, for people who use the command. */
export function inCommandWords(message: string): string {
  // The name of a column in a message of the API may look like an option.
  const isOfApi = message.includes(MAP_IN_API) || WORDS.some(({ api }) => message.includes(api));
  const ofApi = isOfApi ? message : inApiWords(message);
  const text = WORDS.reduce((done, { api, command }) => done.replaceAll(api, command), ofApi);
  return replacedMaps(text, MAP_IN_API, readMapOfApi, (pairs) =>
    pairs.flatMap(([column, field]) => mapOption(column, field) ?? []).join(' '),
  );
}

type Pair = readonly [column: string, field: string];

interface ReadPairs {
  readonly pairs: readonly Pair[];
  /** Where the text continues. */
  readonly end: number;
}

function replacedMaps(
  text: string,
  begin: string,
  read: (text: string, at: number) => ReadPairs | undefined,
  write: (pairs: readonly Pair[]) => string,
): string {
  let done = '';
  let from = 0;
  for (let at = text.indexOf(begin); at !== -1; at = text.indexOf(begin, Math.max(from, at + 1))) {
    const found = read(text, at);
    if (found === undefined) continue;
    // One that is quoted already is not quoted twice.
    const isQuoted = begin === MAP_WORD && text[at - 1] === '`';
    done += text.slice(from, isQuoted ? at - 1 : at) + write(found.pairs);
    from = found.end;
  }
  return done + text.slice(from);
}

/** `--map 'a=b' --map 'c=d'`, with its tail. */
function readMapOptions(text: string, begin: number): ReadPairs | undefined {
  const pairs: Pair[] = [];
  let at = begin;
  while (text.startsWith(MAP_WORD, at)) {
    const word = readShellWord(text, at + MAP_WORD.length);
    const equals = word?.text.lastIndexOf('=') ?? -1;
    // A long message is cut.
    if (word === undefined || equals === -1) return { pairs, end: text.length };
    pairs.push([unescaped(word.text.slice(0, equals)), word.text.slice(equals + 1)]);
    at = word.end + 1;
  }
  return { pairs, end: behindTails(text, at - 1) };
}

/** @param begin behind the first quote */
function readShellWord(
  text: string,
  begin: number,
): { readonly text: string; readonly end: number } | undefined {
  const parts: string[] = [];
  for (let at = begin; ; ) {
    const end = text.indexOf("'", at);
    if (end === -1) return undefined;
    parts.push(text.slice(at, end));
    if (!text.startsWith("'\\''", end)) return { text: parts.join("'"), end: end + 1 };
    at = end + 4;
  }
}

function behindTails(text: string, begin: number): number {
  let at = begin;
  for (const tail of MAP_TAILS) if (text.startsWith(tail, at)) at += tail.length;
  if (!text.startsWith('rollcall-map: ', at - 'rollcall-map: '.length)) return at;
  while (at < text.length && text[at] !== ' ' && text[at] !== '\n') at += 1;
  // The encoded mapping ends with the name of a field, the sentence with a full stop.
  return text[at - 1] === '.' ? at - 1 : at;
}

function readMapOfApi(text: string, begin: number): ReadPairs | undefined {
  const names: string[] = [];
  let at = begin + MAP_IN_API.length;
  while (text[at] === '"') {
    const end = endOfString(text, at);
    const name = jsonString(text.slice(at, end));
    if (name === undefined) return undefined;
    names.push(name);
    at = end + 1;
  }
  const pairs = Array.from(
    { length: names.length / 2 },
    (_, i): Pair => [names[2 * i] ?? '', names[2 * i + 1] ?? ''],
  );
  return text[at] === '`' && pairs.length > 0 ? { pairs, end: at + 1 } : undefined;
}

/** Behind the closing quote of a JSON string; -1 if there is none. */
function endOfString(text: string, begin: number): number {
  for (let at = begin + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at += 1;
  }
  return -1;
}

/** Undefined for a text that only looks like a JSON string: names of columns can contain anything. */
function jsonString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function jsonPair([column, field]: Pair): string {
  return `${jsonText(column)}:${jsonText(field)}`;
}

const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc]|(?! )\p{Zs}/gu;

/** With what cannot be seen as escapes, so that it can be copied. */
function jsonText(text: string): string {
  return JSON.stringify(text).replace(INVISIBLE, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
