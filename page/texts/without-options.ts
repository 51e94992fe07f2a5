/** Options of the command, of the API and of uploads, as messages name them: those of the service, and of the check here. */
const OPTION =
  /(?<![\w-])(?:--(?:map|encoding|locale|segment|delimiter|accept-mapping|ignore-unknown)|rollcall-[a-z]+|`options\.[a-zA-Z]+|`map(?:: \{|` …))(?!\w)/;

/** Where a part of a sentence begins that only names an option. */
const PART = /; |, or /g;

/**
 * A message of the service as the page shows it. Its messages are the same for everyone, and advise those who use the
 * command or the API to give an option. A person at the page cannot: `rejections.ts` has what to do here instead.
 */
export function withoutOptions(message: string): string {
  if (!OPTION.test(message)) return message;
  return message
    .split('\n')
    .map((line) => (OPTION.test(line) ? lineWithout(line) : line))
    .filter((line) => line !== '')
    .join('\n');
}

function lineWithout(line: string): string {
  if (line.startsWith('- ')) return '';
  return line
    .split(/(?<=[.?!]) (?=\p{Lu})/u)
    .map(sentenceWithout)
    .filter((sentence) => sentence !== '')
    .join(' ')
    .replace(/(^|[.?!] )(?:Or|Otherwise) (\p{Ll})/gu, (_, before, letter) => before + letter.toUpperCase());
}

function sentenceWithout(sentence: string): string {
  const text = sentence.replace(/ \([^()]*\)/g, (aside) => (OPTION.test(aside) ? '' : aside));
  const found = OPTION.exec(text);
  if (found === null) return text;
  const begin = [...text.slice(0, found.index).matchAll(PART)].at(-1)?.index;
  return begin === undefined ? '' : text.slice(0, begin);
}
