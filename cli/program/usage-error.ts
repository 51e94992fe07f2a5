import type { Command, CommanderError } from 'commander';
import { nearestName } from '../../lambdas/core/wording/nearest-name.ts';
import { quoted } from './command-line.ts';

/** Commander writes its errors itself, before it throws them: the program writes them, with more about what to do. */
export function setUsageError(command: Command): void {
  command.configureOutput({ outputError: () => undefined }).showSuggestionAfterError(true);
}

/** A valid line for a usage error, by the command's first example. */
const EXAMPLES = new WeakMap<Command, readonly string[]>();

/** Adds the examples to the help; the first one is proposed when an argument is missing. */
export function addExamples(command: Command, examples: readonly string[], after = ''): void {
  EXAMPLES.set(command, examples);
  const lines = examples.map((example) => `  npx rollcall ${example}`);
  command.addHelpText('after', ['', 'Examples:', ...lines, ...(after === '' ? [] : ['', after])].join('\n'));
}

/** What to type instead, without the program's name; undefined where nothing is near. */
export function nearestCommandLine(
  error: CommanderError,
  argv: readonly string[],
  program: Command,
): string | undefined {
  const names = program.commands.map((one) => one.name());
  const at = argv.findIndex((word) => names.includes(word));
  if (at > 0) return quotedLine([argv[at] ?? '', ...argv.slice(0, at), ...argv.slice(at + 1)]);
  const command = at === 0 ? program.commands.find((one) => one.name() === argv[0]) : undefined;
  const [, wrong] = /unknown (?:option|command) '([^'=]+)/.exec(error.message) ?? [];
  const [, suggestion] = /Did you mean (?:one of )?([\w-]+)/.exec(error.message) ?? [];
  // Commander suggests nothing for `--option=value`.
  const options = command?.options.flatMap(({ long }) => long ?? []) ?? [];
  const right = suggestion ?? (wrong?.startsWith('--') ? nearestName(options, wrong) : undefined);
  if (wrong !== undefined && right !== undefined)
    return quotedLine(argv.map((word) => (word.split('=')[0] === wrong ? word.replace(wrong, right) : word)));
  const [example] = (command && EXAMPLES.get(command)) ?? [];
  return example;
}

function quotedLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}
