/**
 * `npm run import FILE --evaluate` (without `--`) does not pass `--evaluate` to the script: npm takes it as a setting of
 * its own, exports it as `npm_config_evaluate=true`, and the script would import what was only to be evaluated.
 * Tried with npm 11.19: `--max-failed 5%` becomes `npm_config_max_failed=true` and an argument `5%`; `--tenant=x` becomes
 * `npm_config_tenant=x`. Two are not exported: `--no-confirm` (npm exports no `false`; the import then asks, which is the
 * safe direction) and `--format jsonl`, which npm takes for `--format-package-lock` (the command refuses its value as an
 * argument too many).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, type Option } from 'commander';
import { distance } from 'fastest-levenshtein';
import { quoted } from './command-line.ts';
import type { CommandTable } from './commands.ts';

export interface SwallowedOption {
  /** Without dashes, as npm exports it: `max_failed`. */
  readonly name: string;
  readonly value: string;
  /** Absent for a misspelt option. */
  readonly option?: Option;
}

const PREFIX = 'npm_config_';
/** Shorter names of npm's own settings are too near to each other to be taken for misspelt options. */
const MIN_MISSPELT_LENGTH = 5;
const MAX_TYPING_ERRORS = 2;

/**
 * The options of this program that npm kept for itself. Empty unless this is the npm script of a subcommand: `npx` passes
 * all options, and exports npm's own settings as well. A setting that an npmrc file has (`json=true`) is not an option that
 * a person typed, so it is ignored.
 */
export async function findSwallowed(
  environment: NodeJS.ProcessEnv,
  commands: CommandTable,
): Promise<readonly SwallowedOption[]> {
  const { npm_lifecycle_event: script = '', npm_lifecycle_script: line = '' } = environment;
  if (commands[script] === undefined || !line.includes('cli/rollcall.ts')) return [];
  const configured = npmrcNames(environment);
  const candidates = Object.entries(environment).filter(
    ([name]) => name.startsWith(PREFIX) && !ALWAYS_EXPORTED.has(name) && !configured.has(name),
  );
  if (candidates.length === 0) return [];
  const options = await allOptions(commands);
  return candidates.flatMap(([variable, value = '']) => {
    const name = variable.slice(PREFIX.length);
    const option = options.find((one) => exportedName(one) === name && one.negate === (value === ''));
    if (option !== undefined) return [{ name, value, option }];
    return isMisspelt(name, options) ? [{ name, value }] : [];
  });
}

/** Settings that npm computes for every script. */
const ALWAYS_EXPORTED = new Set(
  [
    'cache',
    'global_prefix',
    'globalconfig',
    'init_module',
    'local_prefix',
    'node_gyp',
    'noproxy',
    'npm_version',
    'prefix',
    'user_agent',
    'userconfig',
  ].map((name) => PREFIX + name),
);

/** `--s3-port` → `s3_port`; `--no-confirm` is npm's `confirm`, set to false. */
export function exportedName(option: Option): string {
  return option.name().replace(/^no-/, '').replaceAll('-', '_').toLowerCase();
}

function isMisspelt(name: string, options: readonly Option[]): boolean {
  return options.some((option) => {
    const known = exportedName(option);
    return known.length >= MIN_MISSPELT_LENGTH && distance(known, name) <= MAX_TYPING_ERRORS;
  });
}

/** Every option of every subcommand, those of nested subcommands included. */
async function allOptions(commands: CommandTable): Promise<readonly Option[]> {
  const modules = await Promise.all(Object.values(commands).map(({ load }) => load()));
  return modules.flatMap(({ define }) => {
    const command = new Command();
    define(command);
    return [...command.options, ...command.commands.flatMap(({ options }) => options)];
  });
}

/** The settings of the npmrc files, as the variables under which npm exports them. */
function npmrcNames(environment: NodeJS.ProcessEnv): ReadonlySet<string> {
  const { npm_config_userconfig, npm_config_globalconfig, npm_config_local_prefix } = environment;
  const project = npm_config_local_prefix && join(npm_config_local_prefix, '.npmrc');
  const names = [npm_config_userconfig, npm_config_globalconfig, project].flatMap((file) =>
    [...read(file).matchAll(/^\s*([\w-]+)\s*(?:=|$)/gm)].map(([, name = '']) => name),
  );
  return new Set(names.map((name) => PREFIX + name.replaceAll('-', '_').toLowerCase()));
}

function read(file: string | undefined): string {
  try {
    return file === undefined ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What happened, and the line to type instead. */
export function describeSwallowed(
  swallowed: readonly SwallowedOption[],
  argv: readonly string[],
  program: Command,
): string {
  const names = swallowed.map(({ name, option }) => option?.long ?? `--${name.replaceAll('_', '-')}`);
  return [
    `npm did not pass ${names.join(', ')} to rollcall, so nothing was done.`,
    `Type: npx rollcall ${rightLine(swallowed, argv, program)}`,
    "If you set this in npm's environment variables and did not type it, use `npx rollcall`: it ignores npm's settings.",
    '',
  ].join('\n');
}

/** The values that npm passed as arguments are put behind their options again. */
function rightLine(swallowed: readonly SwallowedOption[], argv: readonly string[], program: Command): string {
  const [name = '', ...words] = argv;
  const argument = program.commands.find((command) => command.name() === name)?.registeredArguments[0];
  const options = swallowed.flatMap(({ name, value, option }) => {
    const flag = option?.long ?? `--${name.replaceAll('_', '-')}`;
    if (option === undefined || option.isBoolean() || option.negate) return [flag];
    if (value !== 'true') return [flag, quoted(value)];
    const at = words.findIndex(
      (word) => accepts(option, word) && !(argument?.parseArg !== undefined && accepts(argument, word)),
    );
    return [flag, at === -1 ? placeholder(option) : quoted(words.splice(at, 1)[0] ?? '')];
  });
  return [name, ...words.map(quoted), ...options].join(' ');
}

function accepts({ parseArg }: Pick<Option, 'parseArg'>, word: string): boolean {
  try {
    parseArg?.(word, undefined);
    return !word.startsWith('-');
  } catch {
    return false;
  }
}

/** `<budget>` of `--max-failed <budget>`. */
function placeholder({ flags }: Option): string {
  return flags.slice(flags.indexOf('<')).toUpperCase().replace(/[<>]/g, '');
}
