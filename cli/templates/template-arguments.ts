import { Argument, type Command, Option } from 'commander';
import type { FileFormat } from '../../lambdas/core/import-type/import-type.ts';
import { findDefinition, IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { addExamples, UsageError } from '../program/usage-error.ts';
import { type ApiOptions, addApiOptions } from '../remote/api-options.ts';

export type TemplateArguments = ApiOptions &
  (
    | { readonly list: true; readonly json: boolean }
    | {
        readonly list: false;
        readonly json: boolean;
        readonly type: string;
        readonly format: FileFormat;
        /** Without the sample's records. */
        readonly empty: boolean;
        /** A file, or for a pair of files their folder; absent for stdout. */
        readonly out: string | undefined;
      }
  );

interface Options extends ApiOptions {
  readonly list: boolean;
  readonly json: boolean;
  readonly format?: FileFormat;
  readonly empty: boolean;
  readonly out?: string;
}

const EXAMPLES = [
  'template workspace-users > users.csv',
  'template participants --format jsonl --out participants.jsonl',
  'template user-feed --out feed/',
  'template --list',
];

/** Adds arguments and options, and runs `run` with the checked ones. */
export function defineTemplateArguments(
  command: Command,
  run: (args: TemplateArguments) => void | Promise<void>,
): void {
  command
    .description('Prints a template of an import type: its header, and sample records.')
    .addArgument(new Argument('[type]', 'import type').choices(IMPORT_TYPES.map(({ name }) => name)))
    .addOption(
      new Option('--format <format>', 'default: the first format of the type').choices([
        'csv',
        'jsonl',
        'json',
      ]),
    )
    .option('--empty', 'only the header', false)
    .option(
      '--out <file>',
      'write the template to this file; for a type that comes in two files, to this folder',
    )
    .option('--list', 'print the import types and their formats', false)
    .option('--json', 'print JSON on stdout and nothing else', false);
  addApiOptions(command);
  addExamples(command, EXAMPLES);
  command.action((type: string | undefined, options: Options) => run(readArguments(type, options)));
}

function readArguments(
  type: string | undefined,
  { list, json, format, empty, out, ...target }: Options,
): TemplateArguments {
  if (list) return { list, json, ...target };
  if (type === undefined)
    throw new UsageError("error: missing argument 'type': name an import type, or use --list", (words) => [
      ...words,
      'TYPE',
    ]);
  return { list, json, type, format: formatOf(type, format), empty, out, ...target };
}

function formatOf(type: string, wanted: FileFormat | undefined): FileFormat {
  const formats = findDefinition(type)?.formats ?? [];
  const format = wanted ?? formats[0];
  if (format !== undefined && formats.includes(format)) return format;
  throw new UsageError(`error: ${type} comes in ${formats.join(' and ')}`, (words) =>
    words.flatMap((word) => (word === wanted ? (formats[0] ?? []) : [word])),
  );
}
