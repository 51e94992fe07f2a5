import { type Argument, Command, type Option } from 'commander';
import type { CommandTable } from '../program/command-table.ts';
import { takesValue } from '../program/right-line.ts';
import type { Candidate } from './candidate.ts';
import { argumentValues, optionValues } from './values.ts';

/**
 * What can be typed next. Nothing where a file name is expected: the shell completes it.
 * @param typed the words after the program's name, the last one being typed, perhaps empty
 */
export async function complete(
  typed: readonly string[],
  commands: CommandTable,
): Promise<readonly Candidate[]> {
  const words = withoutSplitAssignments(typed);
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const [name] = before;
  const names = Object.entries(commands).map(([value, { summary }]) => ({ value, description: summary }));
  if (name === undefined || (name === 'help' && before.length === 1)) return startingWith(current, names);
  const entry = commands[name];
  if (entry === undefined) return [];
  const command = new Command(name);
  (await entry.load()).define(command);
  const found = await inCommand(command, before.slice(1), current);
  return startingWith(current, found);
}

/** bash splits `--type=csv` at the equals sign: `--type`, `=`, `csv`. */
function withoutSplitAssignments(words: readonly string[]): readonly string[] {
  const joined = words.filter((word) => word !== '=');
  return words.at(-1) === '=' ? [...joined, ''] : joined;
}

function startingWith(prefix: string, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(prefix));
}

async function inCommand(
  outer: Command,
  words: readonly string[],
  current: string,
): Promise<readonly Candidate[]> {
  const { command, options, given, pending, used } = read(outer, words);
  if (pending !== undefined) return optionValues(pending);
  const [, flag] = /^(--[\w-]+)=/.exec(current) ?? [];
  if (flag !== undefined) {
    const option = options.find(({ long }) => long === flag);
    const values = option === undefined ? [] : optionValues(option);
    return values.map(({ value, description }) => ({ value: `${flag}=${value}`, description }));
  }
  if (current.startsWith('-')) return options.filter((option) => !used.has(option)).map(describeOption);
  if (command.commands.length > 0)
    return command.commands.map((one) => ({ value: one.name(), description: one.description() }));
  const argument = argumentAt(command.registeredArguments, given);
  return argument === undefined ? [] : argumentValues(argument);
}

/** Goes through the words as the parser would. */
function read(outer: Command, words: readonly string[]) {
  let command = outer;
  let given = 0;
  let pending: Option | undefined;
  const used = new Set<Option>();
  const optionsOf = () => [...outer.options, ...(command === outer ? [] : command.options)];
  for (const word of words) {
    const isValue = pending !== undefined;
    const option = isValue ? undefined : optionsOf().find((one) => isFlagOf(one, word));
    pending = option !== undefined && takesValue(option) && !word.includes('=') ? option : undefined;
    if (option !== undefined && !isRepeatable(option)) used.add(option);
    if (isValue || word.startsWith('-')) continue;
    const nested = command.commands.find((one) => one.name() === word);
    if (nested === undefined) given += 1;
    command = nested ?? command;
  }
  return { command, options: optionsOf(), given, pending, used };
}

function isFlagOf({ long, short }: Option, word: string): boolean {
  return word.split('=')[0] === long || word === short;
}

function isRepeatable({ description }: Option): boolean {
  return description.includes('(repeatable)');
}

function describeOption({ long, description }: Option): Candidate {
  return { value: long ?? '', description };
}

function argumentAt(all: readonly Argument[], index: number): Argument | undefined {
  const last = all.at(-1);
  return all[index] ?? (last?.variadic ? last : undefined);
}
