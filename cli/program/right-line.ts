/** The line to type instead of one whose options npm has swallowed. */
import type { Argument, Command, Option } from 'commander';
import { quoted } from './command-line.ts';

export interface SwallowedOption {
  /** Without dashes, as npm exports it: `max_failed`. */
  readonly name: string;
  /** `true` when it was typed without `=value`. */
  readonly value: string;
  /** Of a misspelt or shortened option: the nearest one. */
  readonly option: Option;
}

/** More readings than these are ambiguous in any case. */
const MAX_READINGS = 500;

/** One way to read the words: the value of each open option, and the other words as arguments in their order. */
interface Reading {
  readonly values: ReadonlyMap<Option, string>;
  readonly rest: readonly string[];
}

/**
 * npm passes `--tenant acme` as the word `acme`, among the arguments. A word becomes the value of an option again only if
 * every valid reading of the line says so; otherwise the line has a placeholder: `--tenant NAME`.
 * @returns without the program's name
 */
export function rightLine(
  swallowed: readonly SwallowedOption[],
  argv: readonly string[],
  command: Command,
): string {
  const { words, passed } = separate(argv.slice(1), command);
  const open = swallowed.filter(({ option, value }) => takesValue(option) && value === 'true');
  const options = [...new Set(open.map(({ option }) => option))];
  const strict = readings(words, options, command, accepts);
  const all = strict.length > 0 ? strict : readings(words, options, command, () => true);
  const flags = swallowed.flatMap(({ option, value }) => {
    if (!takesValue(option)) return [option.long ?? ''];
    if (value !== 'true' && value !== '') return [option.long ?? '', quoted(value)];
    const known = common(all.map(({ values }) => values.get(option)));
    return [option.long ?? '', known === undefined ? placeholder(option) : quoted(known)];
  });
  return [command.name(), ...argumentsOf(all, words, command), ...passed.map(quoted), ...flags].join(' ');
}

export function takesValue(option: Option): boolean {
  return !option.isBoolean() && !option.negate;
}

/** Options that did reach the program stay as they are, with their values. */
function separate(argv: readonly string[], command: Command) {
  const words: string[] = [];
  const passed: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    passed.push(word);
    const option = command.options.find(({ long, short }) => word === long || word === short);
    const value = argv[at + 1];
    if (option !== undefined && takesValue(option) && value !== undefined) {
      passed.push(value);
      at += 1;
    }
  }
  return { words, passed };
}

type Accepts = (one: Option | Argument, word: string) => boolean;

function readings(
  words: readonly string[],
  options: readonly Option[],
  command: Command,
  mayTake: Accepts,
): readonly Reading[] {
  const found: Reading[] = [];
  const assign = (index: number, rest: readonly string[], values: ReadonlyMap<Option, string>): void => {
    if (found.length > MAX_READINGS) return;
    const option = options[index];
    if (option === undefined) {
      if (fits(rest, command, mayTake)) found.push({ values, rest });
      return;
    }
    for (const [at, word] of rest.entries())
      if (accepts(option, word)) assign(index + 1, rest.toSpliced(at, 1), new Map(values).set(option, word));
    assign(index + 1, rest, values);
  };
  assign(0, words, new Map());
  return found;
}

function fits(words: readonly string[], command: Command, mayTake: Accepts): boolean {
  const { parameters, given } = parametersOf(words, command);
  if (parameters === undefined) return false;
  const last = parameters.at(-1);
  if (given.length > parameters.length && !last?.variadic) return false;
  return given.every((word, at) => {
    const parameter = parameters[at] ?? last;
    return parameter !== undefined && mayTake(parameter, word);
  });
}

/** Of the nested command, if there are any: its name is the first word. */
function parametersOf(words: readonly string[], command: Command) {
  if (command.commands.length === 0) return { parameters: command.registeredArguments, given: words };
  const nested = command.commands.find((one) => one.name() === words[0]);
  return { parameters: nested?.registeredArguments, given: words.slice(1) };
}

/** Each argument that all readings agree on; a placeholder for the others. Without a reading: the words themselves. */
function argumentsOf(all: readonly Reading[], words: readonly string[], command: Command): string[] {
  if (all.length === 0) return words.map(quoted);
  const nested = command.commands.length === 0 ? [] : [common(all.map(({ rest }) => rest[0])) ?? 'COMMAND'];
  const { parameters = [] } = parametersOf(nested, command);
  const offset = nested.length;
  const filled = parameters.flatMap((parameter, at) => {
    const each = all.map(({ rest }) =>
      parameter.variadic ? rest.slice(at + offset) : rest.slice(at + offset, at + offset + 1),
    );
    const [first = []] = each;
    const isAgreed = each.every((one) => one.join('\0') === first.join('\0'));
    if (isAgreed && first.length > 0) return first.map(quoted);
    return parameter.required ? [argumentPlaceholder(parameter)] : [];
  });
  return [...nested, ...filled];
}

function common(values: readonly (string | undefined)[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function accepts({ parseArg }: Option | Argument, word: string): boolean {
  // `-` is stdin, which can be read once: it is not tried.
  if (word.startsWith('-')) return word === '-';
  try {
    parseArg?.(word, undefined as never);
    return true;
  } catch {
    return false;
  }
}

/** `BUDGET` of `--max-failed <budget>`. */
export function placeholder({ flags }: Option): string {
  return flags.slice(flags.indexOf('<')).toUpperCase().replace(/[<>]/g, '').replaceAll(' ', '-');
}

/** `FILE` of `<file>`. */
export function argumentPlaceholder(argument: Argument): string {
  const name = argument.name();
  return name === 'import id' ? 'imp_ID' : name.toUpperCase();
}
