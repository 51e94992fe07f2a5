/**
 * `npm run import FILE --evaluate` (without `--`) does not pass `--evaluate` to the script: npm takes it as a setting of
 * its own, exports it as `npm_config_evaluate=true`, and the script would import what was only to be evaluated.
 * Tried with npm 11.19: `--max-failed 5%` becomes `npm_config_max_failed=true` and an argument `5%`; `--tenant=x` becomes
 * `npm_config_tenant=x`. Three are not exported: `--no-confirm` (npm exports no `false`; the import then asks, which is
 * the safe direction), `--format jsonl`, which npm takes for `--format-package-lock`, and `--map A=b`, which npm takes for
 * `-m -a -p`. The command refuses the values of the last two as an argument too many.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, type Option } from 'commander';
import { distance } from 'fastest-levenshtein';
import type { CommandTable } from '../program/command-table.ts';
import { isNpmSetting } from '../program/npm-settings.ts';
import { rightLine, type SwallowedOption, takesValue } from '../program/right-line.ts';

const PREFIX = 'npm_config_';
const MIN_PREFIX_LENGTH = 3;
/** An option has at most one typing error for each three letters. */
const LETTERS_PER_ERROR = 3;
const MAX_TYPING_ERRORS = 2;

/**
 * The options of this program that npm kept for itself. Empty unless this is the npm script of a subcommand: `npx` passes
 * all options, and exports npm's own settings as well. A setting that an npmrc file has with the same value (`json=true`)
 * was not typed, so it is ignored.
 */
export async function findSwallowed(
  environment: NodeJS.ProcessEnv,
  commands: CommandTable,
): Promise<readonly SwallowedOption[]> {
  const { npm_lifecycle_event: script = '', npm_lifecycle_script: line = '' } = environment;
  if (commands[script] === undefined || !line.includes('cli/rollcall.js')) return [];
  const configured = npmrcSettings(environment);
  const candidates = Object.entries(environment).filter(
    ([variable, value]) =>
      variable.startsWith(PREFIX) && !ALWAYS_EXPORTED.has(variable) && configured.get(variable) !== value,
  );
  if (candidates.length === 0) return [];
  const options = await allOptions(commands, script);
  return candidates.flatMap(([variable, value = '']) => {
    const name = variable.slice(PREFIX.length);
    const option = optionOf(name, value, options);
    return option === undefined ? [] : [{ name, value, option }];
  });
}

function optionOf(name: string, value: string, options: readonly Option[]): Option | undefined {
  const exact = options.filter((one) => exportedName(one) === name);
  if (exact.length > 0) return exact.find((one) => takesValue(one) || one.negate === (value === ''));
  if (name === DRY_RUN) return value === '' ? undefined : options.find(({ long }) => long === '--evaluate');
  return isNpmSetting(name) ? undefined : nearestOption(name, options);
}

/** What npm and other tools call an evaluation. */
const DRY_RUN = 'dry_run';

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

/** The option that a misspelt (`evalute`) or shortened (`eval`) name probably means. */
function nearestOption(name: string, options: readonly Option[]): Option | undefined {
  const shortened = options.find(
    (option) => name.length >= MIN_PREFIX_LENGTH && exportedName(option).startsWith(name),
  );
  if (shortened !== undefined) return shortened;
  const near = options.flatMap((option) => {
    const known = exportedName(option);
    const errors = distance(known, name);
    const allowed = Math.min(MAX_TYPING_ERRORS, Math.floor(known.length / LETTERS_PER_ERROR));
    return errors <= allowed ? [{ option, errors }] : [];
  });
  return near.sort((a, b) => a.errors - b.errors)[0]?.option;
}

/** Every option of every subcommand, those of nested subcommands included; those of the script's own command first. */
async function allOptions(commands: CommandTable, script: string): Promise<readonly Option[]> {
  const names = [script, ...Object.keys(commands).filter((name) => name !== script)];
  const modules = await Promise.all(names.flatMap((name) => commands[name]?.load() ?? []));
  return modules.flatMap(({ define }) => {
    const command = new Command();
    define(command);
    return [...command.options, ...command.commands.flatMap(({ options }) => options)];
  });
}

/** The settings of the npmrc files, as npm exports them; the last file that has a setting decides. */
function npmrcSettings(environment: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const { npm_config_userconfig, npm_config_globalconfig, npm_config_local_prefix } = environment;
  const project = npm_config_local_prefix && join(npm_config_local_prefix, '.npmrc');
  const files = [npm_config_globalconfig, npm_config_userconfig, project];
  return new Map(
    files.flatMap((file) =>
      [...read(file).matchAll(/^\s*([\w-]+)\s*(?:=[^\S\n]*(.*?))?\s*$/gm)].map(
        ([, name = '', value]): [string, string] => [
          PREFIX + name.replaceAll('-', '_').toLowerCase(),
          exportedValue(value),
        ],
      ),
    ),
  );
}

/** npm exports `false` and `null` as an empty text, and a name without a value as `true`. */
function exportedValue(value = 'true'): string {
  const text = value.replace(/^(["'])(.*)\1$/, '$2');
  return text === 'false' || text === 'null' ? '' : text;
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
  const names = swallowed.map(({ name }) => `--${name.replaceAll('_', '-')}`);
  const command = program.commands.find((one) => one.name() === argv[0]) ?? program;
  const nested = command.commands.flatMap(({ options }) => options);
  const known = new Set([...command.options, ...nested].map(({ long }) => long));
  const others = swallowed.filter(({ option }) => !known.has(option.long));
  return [
    `npm did not pass ${names.join(', ')} to rollcall, so nothing was done.`,
    ...others.map(
      ({ name }) => `\`rollcall ${command.name()}\` has no option --${name.replaceAll('_', '-')}.`,
    ),
    ...(swallowed.some(({ name }) => name === DRY_RUN) && others.length === 0
      ? ['There is no --dry-run: use --evaluate.']
      : []),
    others.length > 0
      ? `Help: npx rollcall ${command.name()} --help`
      : `Type: npx rollcall ${rightLine(swallowed, argv, command)}`,
    "If you set this in npm's environment variables and did not type it, use `npx rollcall`: it ignores npm's settings.",
    '',
  ].join('\n');
}
