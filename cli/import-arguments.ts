import { statSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type * as z from 'zod';
import {
  ErrorBudgetTextSchema,
  type Purpose,
  SegmentKeySchema,
  TenantSchema,
  UploadMetadataSchema,
} from '../lambdas/contracts/import-options.ts';
import { IMPORT_TYPES } from '../lambdas/import-types/registry.ts';
import { DEFAULT_STATE } from './default-state.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { FEED_TYPE, findFeedPair } from './feed-pair.ts';

const TYPE_NAMES = ['auto', ...IMPORT_TYPES.map(({ name }) => name)];

export interface ImportArguments {
  readonly file: string;
  /** Of a user feed: the header file, which goes before. */
  readonly headerFile?: string;
  readonly type: string;
  readonly tenant: string;
  readonly segment?: string;
  readonly segmentAction?: 'add' | 'remove';
  readonly onBlank?: 'keep' | 'clear';
  readonly mode?: 'upsert' | 'create-only' | 'update-only';
  readonly duplicates?: 'apply' | 'reject';
  readonly maxFailed?: string;
  readonly notify?: string;
  readonly out?: string;
  /** What the import is for; absent: as its type says. */
  readonly purpose?: Purpose;
  /** The answer, where the import asks its sender. */
  readonly yes: boolean;
  readonly json: boolean;
  readonly fresh: boolean;
  /** Seed of the faults that are injected. */
  readonly chaos?: number;
  readonly state: string;
}

const EXAMPLES = `
Examples:
  npm run import -- examples/participants.csv
  npm run import -- users.jsonl --segment vip --segment-action add --notify me@example.com
  npm run import -- users.csv --evaluate
  npm run import -- user_feed_data_20180321110559.json      (and the header file beside it)
  npm run --silent import -- users.csv --json | jq .counts

Exit code: 0 every record imported, 1 some records failed, 2 file rejected, superseded or expired,
3 aborted or cancelled, 4 waiting for a confirmation, 64 wrong usage, 130 interrupted (Ctrl-C).`;

/**
 * Reads the command line. Wrong usage is explained on stderr.
 * @returns the arguments, or the exit code with which the command must end now (0 after `--help`).
 */
export function readImportArguments(argv: readonly string[]): ImportArguments | number {
  const command = importCommand();
  try {
    command.parse([...argv], { from: 'user' });
    const { evaluate, confirm, ...chosen } = command.opts<Options>();
    const options = {
      ...chosen,
      yes: chosen.yes ?? false,
      json: chosen.json ?? false,
      fresh: chosen.fresh ?? false,
    };
    if (evaluate && confirm !== undefined)
      command.error("error: '--evaluate' writes nothing: there is nothing to confirm");
    const purpose = purposeOf(evaluate, confirm);
    const file = command.args[0] as string;
    const pair = options.type === 'auto' || options.type === FEED_TYPE ? findFeedPair(file) : undefined;
    if (pair !== undefined && 'missing' in pair)
      command.error(`error: a user feed is a pair of files, and there is no ${pair.missing}`);
    const arguments_ = { ...options, ...(purpose && { purpose }), ...filesOf(file, pair) };
    if (arguments_.segmentAction !== undefined && arguments_.segment === undefined) {
      command.error("error: option '--segment-action' needs '--segment KEY'");
    }
    return arguments_;
  } catch (error) {
    const asked = error instanceof Error && 'exitCode' in error && error.exitCode === 0;
    return asked ? 0 : EXIT_CODES.wrongUsage;
  }
}

function filesOf(file: string, pair: ReturnType<typeof findFeedPair>) {
  if (pair === undefined || 'missing' in pair) return { file };
  return { file: pair.data, headerFile: pair.header, type: FEED_TYPE };
}

/** As commander gives them: a switch that is not there is absent. */
interface Options
  extends Omit<ImportArguments, 'file' | 'headerFile' | 'purpose' | 'yes' | 'json' | 'fresh'> {
  readonly evaluate?: true;
  readonly confirm?: boolean;
  readonly yes?: true;
  readonly json?: true;
  readonly fresh?: true;
}

function purposeOf(evaluate: true | undefined, confirm: boolean | undefined): Purpose | undefined {
  if (evaluate) return 'evaluate';
  if (confirm === undefined) return undefined;
  return confirm ? 'confirm' : 'import';
}

function importCommand(): Command {
  const { shape } = UploadMetadataSchema;
  return new Command('npm run import --')
    .description(
      'Imports a file of users on this machine, as a deployed Rollcall would, and says what became of each record.',
    )
    .argument(
      '<file>',
      'CSV, JSON Lines or, of a user feed, one JSON array; also compressed with gzip',
      readableFile,
    )
    .addOption(
      new Option('--type <type>', 'import type; auto: recognised from the file')
        .choices(TYPE_NAMES)
        .default('auto'),
    )
    .option('--tenant <name>', 'on whose behalf the users are imported', checked(TenantSchema), 'demo')
    .option('--segment <key>', "segment for all the file's users", checked(SegmentKeySchema))
    .addOption(
      new Option(
        '--segment-action <action>',
        'whether they are added to the segment or removed (default: add)',
      ).choices(['add', 'remove']),
    )
    .addOption(
      new Option('--on-blank <what>', 'what a blank cell does to its field')
        .choices(['keep', 'clear'])
        .default('keep'),
    )
    .addOption(
      new Option('--mode <mode>', 'which users may be touched')
        .choices(['upsert', 'create-only', 'update-only'])
        .default('upsert'),
    )
    .option('--evaluate', 'say what the import would do, record by record, and write nothing')
    .option(
      '--confirm',
      'evaluate first, and import when you say yes (some import types do so by themselves); without a terminal, --yes or a running npm start it is then cancelled',
    )
    .option('--no-confirm', 'import at once, also where the import type would ask')
    .option('--yes', 'the answer, where the import asks: for scripts')
    .addOption(
      new Option('--duplicates <what>', "what becomes of a user's second record in the file")
        .choices(['apply', 'reject'])
        .default('apply'),
    )
    .option(
      '--max-failed <budget>',
      'abort when more records fail than this number or share, such as 100 or 5%; looked at after each chunk of some 2,500 records, of which several are under way (default: never)',
      checked(ErrorBudgetTextSchema),
    )
    .option(
      '--notify <address>',
      'who gets the e-mail (default: the stage decides)',
      checked(shape['rollcall-notify'].unwrap()),
    )
    .option('--out <dir>', 'where the result files go (default: out/<import id>)')
    .option('--json', 'print one JSON object on stdout and nothing else')
    .option('--fresh', 'forget all earlier imports and users of this machine first (empties the state)')
    .option(
      '--chaos <seed>',
      'let services, functions and events fail on the way, as the number says: it may take minutes, and the result is the same',
      seed,
    )
    .option('--state <dir>', 'where users, imports, files and mails are kept', DEFAULT_STATE)
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(--help shows the options)')
    .allowExcessArguments(false)
    .exitOverride();
}

function seed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

function readableFile(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new InvalidArgumentError('There is no such file.');
  if (!stats.isFile()) throw new InvalidArgumentError('Expected a file.');
  return path;
}

function checked(schema: z.ZodType<string>) {
  return (value: string): string => {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new InvalidArgumentError(`${parsed.error.issues[0]?.message ?? 'wrong'}.`);
    return parsed.data;
  };
}
