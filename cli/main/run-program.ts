import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { nearestName } from '../../lambdas/core/wording/nearest-name.ts';
import type { CommandTable } from '../program/command-table.ts';
import { EXIT_CODE_HELP, EXIT_CODES } from '../program/exit-codes.ts';
import { failureJson } from '../program/failure.ts';
import { textWithoutKeys, wordsWithoutKeys } from '../program/hide-keys.ts';
import { commandOf, nearestCommandLine, setUsageError } from '../program/usage-error.ts';
import { COMMANDS } from './commands.ts';
import { describeSwallowed, findSwallowed } from './swallowed-options.ts';

const HELP_AFTER = `
Examples:
  npx rollcall import examples/participants.csv
  npx rollcall users
  npx rollcall help import

${EXIT_CODE_HELP}`;

/**
 * Runs one subcommand.
 * @param argv without the program's own name
 * @param environment as npm leaves it: see swallowed-options.ts
 * @returns the exit code; a usage error is explained on stderr
 */
export async function runProgram(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  commands: CommandTable = COMMANDS,
): Promise<number> {
  if (argv[0] === 'complete') return printCandidates(argv.slice(2), commands);
  const program = await createProgram(argv, commands);
  const refuse = (message: string, text: string) => writeRefusal(message, text, argv, environment);
  const swallowed = await findSwallowed(environment, commands);
  if (swallowed.length > 0) {
    const text = describeSwallowed(swallowed, argv, program);
    return refuse(text.split('\n')[0] ?? '', text);
  }
  const [first, topic] = argv;
  if (first === 'help' && topic !== undefined && commands[topic] === undefined && !topic.startsWith('-')) {
    const near = nearestName(Object.keys(commands), topic);
    const line = near === undefined ? 'npx rollcall --help' : `npx rollcall help ${near}`;
    const message = `There is no command '${topic}'.`;
    return refuse(message, `${message}\nType: ${line}\n`);
  }
  try {
    process.exitCode = EXIT_CODES.done;
    await program.parseAsync([...argv], { from: 'user' });
    return process.exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT_CODES.done;
    return refuse(plainMessage(error), explain(error, wordsWithoutKeys(argv), program));
  }
}

/** For the completion scripts: one candidate a line, with its description behind a tab. */
async function printCandidates(typed: readonly string[], commands: CommandTable): Promise<number> {
  const { complete } = await import('../completion/complete.ts');
  const candidates = await complete(typed, commands);
  const lines = candidates.map(({ value, description }) => `${value}\t${firstWords(description)}\n`);
  process.stdout.write(lines.join(''));
  return EXIT_CODES.done;
}

function firstWords(description: string): string {
  return description.split(/[.;:(]/, 1)[0]?.trim() ?? '';
}

/** All subcommands by name and summary; the one that `argv` names with its options. */
async function createProgram(argv: readonly string[], commands: CommandTable): Promise<Command> {
  const program = new Command('rollcall')
    .usage('<command> [options]')
    .description('Imports files of users on this machine, as a deployed Rollcall does.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', HELP_AFTER)
    .exitOverride();
  setUsageError(program);
  const [first, second] = argv;
  const named = first === 'help' ? second : first;
  for (const [name, { summary, load }] of Object.entries(commands)) {
    const command = program.command(name).summary(summary).helpOption('-h, --help', 'show this help');
    if (name === named) (await load()).define(command);
  }
  return program;
}

function version(): string {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

function explain(error: CommanderError, argv: readonly string[], program: Command): string {
  const [name = ''] = argv;
  // `rollcall` alone, or a group of subcommands alone: commander's error is the help itself.
  if (error.code === 'commander.help' && name === '')
    return '\nChoose a command, such as: npx rollcall import FILE\n';
  const isFile = error.code === 'commander.unknownCommand' && existsSync(name);
  const line = isFile ? ['import', ...argv].join(' ') : nearestCommandLine(error, argv, program);
  const { depth } = commandOf(argv, program);
  const help = ['npx rollcall', ...argv.slice(0, depth), '--help'].join(' ');
  const message = error.code === 'commander.help' ? '' : `${plainMessage(error)}\n`;
  return `${message}${line === undefined ? '' : `Type: npx rollcall ${line}\n`}Help: ${help}\n`;
}

/** Commander's words for a wrong value are long: what the value's parser says is enough. */
function plainMessage({ message }: CommanderError): string {
  const argument =
    /^error: command-argument value '([\s\S]*)' is invalid for argument '(.*?)'\. ([\s\S]*)$/.exec(message);
  if (argument !== null) {
    const [, value = '', name = '', reason = ''] = argument;
    return reason.includes(value) ? reason : `'${value}' is not valid for the argument '${name}'. ${reason}`;
  }
  const option = /^error: option '(.*?)' argument '([\s\S]*)' is invalid\. ([\s\S]*)$/.exec(message);
  if (option === null) return message;
  const [, flags = '', value = '', reason = ''] = option;
  return `'${value}' is not valid for the option ${flags}. ${reason}`;
}

/** @param message one sentence, for `--json` @param text for stderr */
function writeRefusal(
  message: string,
  text: string,
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
): number {
  const shown = (words: string) => textWithoutKeys(words, argv, environment);
  process.stderr.write(shown(text));
  if (argv.includes('--json'))
    process.stdout.write(failureJson('WrongUsage', shown(message).replace(/^error: /, '')));
  return EXIT_CODES.wrongUsage;
}
