import { type Argument, type Command, CommanderError, type Option } from 'commander';
import { nearestName } from '../../lambdas/core/wording/nearest-name.ts';
import { quoted } from './command-line.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { argumentPlaceholder, placeholder, takesValue } from './right-line.ts';

type Fix = (words: readonly string[]) => readonly string[];

/** Arguments that are valid each, but not together. */
export class UsageError extends CommanderError {
  /** Makes a valid line of the words that were typed; absent where only the user can know it. */
  readonly fix: Fix | undefined;

  constructor(message: string, fix?: Fix) {
    super(EXIT_CODES.wrongUsage, 'rollcall.usage', message);
    this.fix = fix;
  }
}

/** Commander writes its errors itself, before it throws them: the program writes them, with more about what to do. */
export function setUsageError(command: Command): void {
  command.configureOutput({ outputError: () => undefined }).showSuggestionAfterError(true);
}

/** A valid line for a usage error, by the command's first example. */
const EXAMPLES = new WeakMap<Command, readonly string[]>();

/** Adds the examples to the help; the first one is proposed when nothing but the command's name was typed. */
export function addExamples(command: Command, examples: readonly string[], after = ''): void {
  EXAMPLES.set(command, examples);
  const lines = examples.map((example) => `  npx rollcall ${example}`);
  command.addHelpText('after', ['', 'Examples:', ...lines, ...(after === '' ? [] : ['', after])].join('\n'));
}

/** The command that the words name, nested ones included, and its position. */
export function commandOf(argv: readonly string[], program: Command): { command: Command; depth: number } {
  let command = program;
  let depth = 0;
  for (const word of argv) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    depth += 1;
  }
  return { command, depth };
}

/** What to type instead, without the program's name; undefined where nothing is near. */
export function nearestCommandLine(
  error: CommanderError,
  argv: readonly string[],
  program: Command,
): string | undefined {
  if (error instanceof UsageError) return error.fix && quotedLine(error.fix(argv));
  const names = program.commands.map((one) => one.name());
  const at = argv.findIndex((word) => names.includes(word));
  if (at > 0) return quotedLine([argv[at] ?? '', ...argv.slice(0, at), ...argv.slice(at + 1)]);
  const { command } = commandOf(argv, program);
  const [example] = EXAMPLES.get(command) ?? [];
  if (argv.length === 1 && example !== undefined) return example;
  const fixed = fixes[error.code]?.(error.message, argv, program);
  return fixed && quotedLine(fixed);
}

type Repair = (message: string, argv: readonly string[], program: Command) => readonly string[] | undefined;

/** By the code of commander's error. */
const fixes: Readonly<Record<string, Repair>> = {
  'commander.unknownOption': fixUnknownOption,
  'commander.unknownCommand': fixUnknownCommand,
  'commander.invalidArgument': fixInvalidValue,
  'commander.optionMissingArgument': (message, argv, program) => {
    const option = optionIn(message, argv, program);
    return option && argv.flatMap((word) => (isFlagOf(option, word) ? [word, placeholder(option)] : [word]));
  },
  'commander.missingArgument': (_, argv, program) => {
    const { command, depth } = commandOf(argv, program);
    const given = countArguments(argv.slice(depth), optionsOf(command));
    const missing = command.registeredArguments.slice(given).filter(({ required }) => required);
    return insertArguments(argv, depth, given, missing.map(argumentPlaceholder), optionsOf(command));
  },
  'commander.excessArguments': fixExcessArguments,
};

function fixUnknownCommand(message: string, argv: readonly string[]): readonly string[] | undefined {
  const [, wrong] = /unknown command '([^']+)/.exec(message) ?? [];
  const [, right] = /Did you mean (?:one of )?([\w-]+)/.exec(message) ?? [];
  return right === undefined ? undefined : argv.map((word) => (word === wrong ? right : word));
}

function fixUnknownOption(
  _: string,
  argv: readonly string[],
  program: Command,
): readonly string[] | undefined {
  const { command, depth } = commandOf(argv, program);
  const options = optionsOf(command);
  const words = argv.slice(depth);
  const given = countArguments(words, options);
  const isVariadic = command.registeredArguments.at(-1)?.variadic === true;
  let excess = isVariadic ? 0 : given - command.registeredArguments.length;
  let isLess = false;
  let isValue = false;
  const right = words.flatMap((word, at) => {
    if (options.some((option) => takesValue(option) && isFlagOf(option, words[at - 1] ?? ''))) return [word];
    // Of an option that is left out: `start --api URL`.
    const isLeftOut = isValue && excess > 0 && !word.startsWith('-');
    isValue = false;
    if (isLeftOut) {
      excess -= 1;
      return [];
    }
    const known = knownOption(word, options);
    if (known !== undefined) return [known];
    isLess = true;
    isValue = !word.includes('=');
    return [];
  });
  // An import without what the user asked for would not be what the user wants.
  return isLess && argv[0] === 'import' ? undefined : [...argv.slice(0, depth), ...right];
}

/** @returns the word itself, or with the option that is meant; undefined for an option that is not near any */
function knownOption(word: string, options: readonly Option[]): string | undefined {
  const [flag = ''] = word.split('=');
  if (!/^-./.test(word)) return word;
  const exact = options.find((option) => isFlagOf(option, flag));
  if (exact !== undefined) return takesValue(exact) ? word : flag;
  // Without the dashes, which would count as letters that are the same.
  const name = nearestName(
    options.flatMap(({ long }) => long?.slice(2) ?? []),
    flag.replace(/^-+/, ''),
  );
  const near = options.find(({ long }) => long === `--${name}`);
  if (near === undefined) return undefined;
  return takesValue(near) ? word.replace(flag, `--${name}`) : `--${name}`;
}

function fixInvalidValue(
  message: string,
  argv: readonly string[],
  program: Command,
): readonly string[] | undefined {
  const { command } = commandOf(argv, program);
  const [, , value = ''] =
    /^error: (command-argument value|option '.*' argument) '([\s\S]*?)' is invalid/.exec(message) ?? [];
  const [, name] = /is invalid for argument '([^']+)'/.exec(message) ?? [];
  const option = optionIn(message, argv, program);
  const argument = command.registeredArguments.find((one) => one.name() === name);
  const subject = option ?? argument;
  if (subject === undefined) return undefined;
  const near = nearestName(subject.argChoices ?? [], value);
  const right =
    near ?? (option === undefined ? argumentPlaceholder(argument as Argument) : placeholder(option));
  return argv.map((word) => {
    if (option !== undefined && word === `${option.long}=${value}`) return `${option.long}=${right}`;
    return word === value ? right : word;
  });
}

/** A word too many may be the name or the value of an option: `template participants jsonl`. */
function fixExcessArguments(
  _: string,
  argv: readonly string[],
  program: Command,
): readonly string[] | undefined {
  const { command, depth } = commandOf(argv, program);
  const options = optionsOf(command);
  const kept: string[] = argv.slice(0, depth);
  let given = 0;
  let isUnclear = false;
  for (const [word, isArgument] of argumentsIn(argv.slice(depth), options)) {
    if (isArgument) given += 1;
    if (!isArgument || given <= command.registeredArguments.length) {
      kept.push(word);
      continue;
    }
    const named = options.find(({ long }) => long === `--${word}`);
    const valued = options.filter(({ argChoices }) => argChoices?.includes(word));
    if (named !== undefined && !takesValue(named)) kept.push(`--${word}`);
    else if (valued.length === 1) kept.push(valued[0]?.long ?? '', word);
    else isUnclear = true;
  }
  return isUnclear && argv[0] === 'import' ? undefined : kept;
}

function optionIn(message: string, argv: readonly string[], program: Command): Option | undefined {
  const [, flags] = /^error: option '(.+?)' argument/.exec(message) ?? [];
  return optionsOf(commandOf(argv, program).command).find((option) => option.flags === flags);
}

/** A nested command's options and its parent's. */
function optionsOf(command: Command): readonly Option[] {
  return [...command.options, ...(command.parent?.parent ? command.parent.options : [])];
}

function isFlagOf({ long, short }: Option, word: string): boolean {
  return word === long || word === short;
}

/** Each word, and whether it is an argument: neither an option nor the value of one. */
function argumentsIn(words: readonly string[], options: readonly Option[]): [string, boolean][] {
  return words.map((word, at) => {
    const before = words[at - 1] ?? '';
    const isValue = options.some((option) => takesValue(option) && isFlagOf(option, before));
    return [word, !isValue && (!word.startsWith('-') || word === '-')];
  });
}

function countArguments(words: readonly string[], options: readonly Option[]): number {
  return argumentsIn(words, options).filter(([, isArgument]) => isArgument).length;
}

/** Behind the arguments that were given. */
function insertArguments(
  argv: readonly string[],
  depth: number,
  given: number,
  missing: readonly string[],
  options: readonly Option[],
): readonly string[] {
  let seen = 0;
  let at = depth;
  for (const [index, [, isArgument]] of argumentsIn(argv.slice(depth), options).entries())
    if (isArgument && ++seen === given) at = depth + index + 1;
  return argv.toSpliced(at, 0, ...missing);
}

function quotedLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}
