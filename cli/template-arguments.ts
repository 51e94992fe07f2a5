import { Command, InvalidArgumentError, Option } from 'commander';
import type { FileFormat } from '../lambdas/core/import-type/import-type.ts';
import { findDefinition, IMPORT_TYPES } from '../lambdas/import-types/registry.ts';
import { EXIT_CODES } from './exit-codes.ts';

export type TemplateArguments =
  | { readonly list: true }
  | {
      readonly list: false;
      readonly type: string;
      readonly format: FileFormat;
      /** Without the sample's records. */
      readonly empty: boolean;
      /** A file, or for a pair of files their folder; absent for stdout. */
      readonly out: string | undefined;
    };

interface Options {
  readonly list: boolean;
  readonly format?: FileFormat;
  readonly empty: boolean;
  readonly out?: string;
}

const EXAMPLES = `
Examples:
  npm run --silent template -- workspace-users > users.csv
  npm run template -- participants --format jsonl --out participants.jsonl
  npm run template -- user-feed --out feed/
  npm run template -- --list

Exit code: 0 done, 1 refused, 64 wrong usage.`;

/**
 * Reads the command line. Wrong usage is explained on stderr.
 * @returns the arguments, or the exit code with which the command must end now (0 after `--help`).
 */
export function readTemplateArguments(argv: readonly string[]): TemplateArguments | number {
  const command = templateCommand();
  try {
    command.parse([...argv], { from: 'user' });
    const [type] = command.processedArgs as [string | undefined];
    const { list, format, empty, out } = command.opts<Options>();
    if (list) return { list };
    if (type === undefined) return command.error('error: name an import type, or --list them');
    return { list, type, format: formatOf(command, type, format), empty, out };
  } catch (error) {
    const asked = error instanceof Error && 'exitCode' in error && error.exitCode === 0;
    return asked ? 0 : EXIT_CODES.wrongUsage;
  }
}

function templateCommand(): Command {
  return new Command('npm run template --')
    .description('Prints a template of an import type: its header, and records that show how it is filled.')
    .argument('[type]', 'import type', knownType)
    .addOption(
      new Option('--format <format>', 'default: the first that the type comes in').choices([
        'csv',
        'jsonl',
        'json',
      ]),
    )
    .option('--empty', 'the header alone', false)
    .option('--out <file>', 'write it there; for a type that comes in two files, into that folder')
    .option('--list', 'print the import types and their formats', false)
    .addHelpText('after', EXAMPLES)
    .allowExcessArguments(false)
    .showHelpAfterError('(--help shows the options)')
    .exitOverride();
}

function knownType(name: string): string {
  if (findDefinition(name) !== undefined) return name;
  throw new InvalidArgumentError(`Expected one of ${IMPORT_TYPES.map((type) => type.name).join(', ')}.`);
}

function formatOf(command: Command, type: string, wanted: FileFormat | undefined): FileFormat {
  const formats = findDefinition(type)?.formats ?? [];
  const format = wanted ?? formats[0];
  if (format !== undefined && formats.includes(format)) return format;
  return command.error(`error: ${type} comes in ${formats.join(' and ')}`);
}
