import { statSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ColumnMap, SimilarColumns } from '../../lambdas/contracts/column-map.ts';
import { FileEncodingSchema } from '../../lambdas/contracts/file-encoding.ts';
import {
  ErrorBudgetTextSchema,
  type Purpose,
  SegmentKeySchema,
} from '../../lambdas/contracts/import-options.ts';
import { UploadMetadataSchema } from '../../lambdas/contracts/upload-metadata.ts';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { DEMO_TENANT } from '../program/default-tenant.ts';
import { EXIT_CODE_HELP } from '../program/exit-codes.ts';
import {
  addOut,
  addStateAndJson,
  checked,
  type StateAndJson,
  tenant,
  wholeNumber,
} from '../program/shared-options.ts';
import { addExamples, UsageError } from '../program/usage-error.ts';
import { type ApiOptions, addApiOptions } from '../remote/api-options.ts';
import { addColumnOptions, similarColumnsOf } from './column-options.ts';
import { FEED_TYPE, findFeedPair } from './feed-pair.ts';

const TYPE_NAMES = ['auto', ...IMPORT_TYPES.map(({ name }) => name)];

export interface ImportArguments extends StateAndJson, ApiOptions {
  readonly file: string;
  /** Of a user feed: the header file, which is uploaded first. */
  readonly headerFile?: string;
  readonly type: string;
  readonly tenant: string;
  readonly segment?: string;
  readonly segmentAction?: 'add' | 'remove';
  readonly onBlank?: 'keep' | 'clear';
  readonly mode?: 'upsert' | 'create-only' | 'update-only';
  readonly duplicates?: 'apply' | 'reject';
  readonly preview?: 'changes' | 'all';
  readonly maxFailed?: string;
  readonly encoding?: string;
  readonly locale?: string;
  readonly map?: ColumnMap;
  readonly similarColumns?: SimilarColumns;
  readonly notify?: string;
  readonly out?: string;
  /** Absent: as the import type says. */
  readonly purpose?: Purpose;
  /** Confirm without asking. */
  readonly yes: boolean;
  readonly fresh: boolean;
  /** Seed of the faults that are injected. */
  readonly chaos?: number;
}

const EXAMPLES = [
  'import examples/participants.csv',
  'import users.csv --evaluate',
  "import users.csv --map 'Vorname=firstName' --map 'Notes=-'",
  'import users.jsonl --segment vip --segment-action add --notify me@example.com',
  'import user_feed_data_20180321110559.json      (uploads the header file next to it, too)',
  'import users.csv --json | jq .counts',
];

/** Adds arguments and options, and runs `run` with the checked ones. */
export function defineImportArguments(
  command: Command,
  run: (args: ImportArguments) => void | Promise<void>,
): void {
  addImportOptions(command);
  addExamples(command, EXAMPLES, EXIT_CODE_HELP);
  command.action((file: string, options: Options) => run(readArguments(file, options)));
}

function readArguments(
  file: string,
  { evaluate, confirm, acceptMapping, ignoreUnknown, ...chosen }: Options,
): ImportArguments {
  if (evaluate && confirm !== undefined)
    throw new UsageError("error: '--evaluate' writes nothing: there is nothing to confirm", (words) =>
      words.filter((word) => word !== '--confirm' && word !== '--no-confirm'),
    );
  checkPreview(chosen, evaluate, confirm);
  const similarColumns = similarColumnsOf(acceptMapping, ignoreUnknown);
  const purpose = purposeOf(evaluate, confirm);
  const options = { ...chosen, yes: chosen.yes ?? false, fresh: chosen.fresh ?? false };
  const pair = options.type === 'auto' || options.type === FEED_TYPE ? findFeedPair(file) : undefined;
  if (pair !== undefined && 'missing' in pair)
    throw new UsageError(`error: a user feed is a pair of files, and there is no ${pair.missing}`);
  if (options.segmentAction !== undefined && options.segment === undefined)
    throw new UsageError("error: option '--segment-action' needs '--segment KEY'", (words) => [
      ...words,
      '--segment',
      'KEY',
    ]);
  return {
    ...options,
    ...(purpose && { purpose }),
    ...(similarColumns && { similarColumns }),
    ...filesOf(file, pair),
  };
}

/** Without an evaluation there is no preview, and the option would have no effect. */
function checkPreview(
  { preview, type }: Pick<Options, 'preview' | 'type'>,
  evaluate: true | undefined,
  confirm: boolean | undefined,
): void {
  const isAsked = IMPORT_TYPES.some(({ name, confirms }) => name === type && confirms);
  if (preview === undefined || evaluate || (confirm ?? isAsked)) return;
  throw new UsageError(
    "error: '--preview' selects the rows of preview.csv, which only '--evaluate' or '--confirm' writes",
    (words) => [...words.filter((word) => word !== '--no-confirm'), '--evaluate'],
  );
}

function filesOf(file: string, pair: ReturnType<typeof findFeedPair>) {
  if (pair === undefined || 'missing' in pair) return { file };
  return { file: pair.data, headerFile: pair.header, type: FEED_TYPE };
}

/** As commander gives them: a switch that was not given is absent. */
interface Options
  extends Omit<ImportArguments, 'file' | 'headerFile' | 'purpose' | 'yes' | 'fresh' | 'similarColumns'> {
  readonly evaluate?: true;
  readonly confirm?: boolean;
  readonly acceptMapping?: true;
  readonly ignoreUnknown?: true;
  readonly yes?: true;
  readonly fresh?: true;
}

function purposeOf(evaluate: true | undefined, confirm: boolean | undefined): Purpose | undefined {
  if (evaluate) return 'evaluate';
  if (confirm === undefined) return undefined;
  return confirm ? 'confirm' : 'import';
}

function addImportOptions(command: Command): void {
  command
    .description('Imports a file of users and shows the outcome of each record.')
    .argument('<file>', 'CSV, JSON Lines or JSON, as the import type takes it; may be gzipped', readableFile)
    .addOption(
      new Option('--type <type>', 'import type; auto: recognised from the file')
        .choices(TYPE_NAMES)
        .default('auto'),
    )
    .option('--tenant <name>', 'tenant that the users belong to', tenant, DEMO_TENANT)
    .option('--evaluate', 'show what the import would do, record by record, and write nothing')
    .option(
      '--confirm',
      'evaluate first, then ask before importing (the default of some import types). Without an answer, the import waits for `rollcall confirm` or `cancel`',
    )
    .option('--no-confirm', 'import at once, also when the import type would ask')
    .option('--yes', 'confirm without asking, for scripts');
  addReadingOptions(command);
  addColumnOptions(command);
  addRecordOptions(command);
  command.option(
    '--notify <address>',
    'who gets the e-mail (default: as configured for the tenant or the stage)',
    checked(UploadMetadataSchema.shape['rollcall-notify'].unwrap()),
  );
  addApiOptions(addStateAndJson(addOut(command)))
    .option('--fresh', 'delete all earlier imports and users of this machine first')
    .option(
      '--chaos <seed>',
      'inject faults; the number selects which ones. It may take minutes, and the result is the same',
      wholeNumber(999_999_999),
    );
}

/** How the file is read. */
function addReadingOptions(command: Command): void {
  command
    .option(
      '--encoding <name>',
      `encoding of the file: ${FileEncodingSchema.options.join(', ')} (default: the tenant's, otherwise utf-8; UTF-16 is recognised)`,
      checked(UploadMetadataSchema.shape['rollcall-encoding'].unwrap()),
    )
    .option(
      '--locale <name>',
      "how a CSV file writes dates, numbers and booleans, such as de-DE (default: the tenant's, otherwise ISO 8601 and true/false)",
      checked(UploadMetadataSchema.shape['rollcall-locale'].unwrap()),
    );
}

/** What happens to the records. */
function addRecordOptions(command: Command): void {
  command
    .addOption(
      new Option('--mode <mode>', 'which users may be written')
        .choices(['upsert', 'create-only', 'update-only'])
        .default('upsert'),
    )
    .addOption(
      new Option('--on-blank <what>', 'what a blank cell does to its field')
        .choices(['keep', 'clear'])
        .default('keep'),
    )
    .addOption(
      new Option('--duplicates <what>', 'what happens to a second record of the same user in the file')
        .choices(['apply', 'reject'])
        .default('apply'),
    )
    .addOption(
      new Option(
        '--preview <rows>',
        'with --evaluate or --confirm, the rows of preview.csv: all records, or only those that the import would change, create or fail (default: changes)',
      ).choices(['changes', 'all']),
    )
    .option(
      '--max-failed <budget>',
      'abort when more records fail than this number or share, such as 100 or 5%. Checked after each chunk of about 2,500 records, above 100 chunks at regular intervals; several chunks run at a time, so more may fail (default: never)',
      checked(ErrorBudgetTextSchema),
    )
    .option('--segment <key>', "segment for all the file's users", checked(SegmentKeySchema))
    .addOption(
      new Option(
        '--segment-action <action>',
        'add the users to the segment or remove them (default: add)',
      ).choices(['add', 'remove']),
    );
}

function readableFile(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new InvalidArgumentError(`There is no file ${path}.`);
  if (!stats.isFile()) throw new InvalidArgumentError(`Expected a file: ${path} is a directory.`);
  return path;
}
