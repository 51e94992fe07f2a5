import { Command, InvalidArgumentError } from 'commander';
import { ImportIdSchema } from '../lambdas/contracts/import.ts';
import { openCloud } from '../local/open-cloud.ts';
import { createClients } from './clients.ts';
import { EXIT_CODES, exitCodeOf } from './exit-codes.ts';
import { fetchOutcome, type ImportRun } from './fetch-outcome.ts';
import { followImport } from './follow-import.ts';
import { type ProgressDisplay, showProgress, silentProgress } from './show-progress.ts';
import { describeSummary } from './summary.ts';

/** What resume and cancel ask of an import; `cloud` is the one that runs on this machine, or was started for them. */
export interface Surroundings {
  readonly cloud: Awaited<ReturnType<typeof openCloud>>;
  readonly clients: ReturnType<typeof createClients>;
  readonly progress: ProgressDisplay;
}

interface ImportCommand {
  readonly name: string;
  readonly description: string;
  /** @returns what is wrong with the wish, if anything; the import is followed to its end either way. */
  readonly ask: (importId: string, around: Surroundings) => Promise<string | undefined>;
}

interface Options {
  readonly state: string;
  readonly json: boolean;
  readonly out?: string;
}

/** Runs a command about one import of this machine: asks, follows the import to its end, shows what became of it. */
export async function runImportCommand(command: ImportCommand, argv: readonly string[]): Promise<number> {
  const parser = parserOf(command);
  try {
    parser.parse([...argv], { from: 'user' });
  } catch (error) {
    const asked = error instanceof Error && 'exitCode' in error && error.exitCode === 0;
    return asked ? 0 : EXIT_CODES.wrongUsage;
  }
  const { json, ...options } = parser.opts<Options>();
  const progress = json ? silentProgress : showProgress(process.stderr);
  try {
    const { item, summary } = await perform(command, parser.args[0] as string, options, progress);
    process.stdout.write(json ? `${JSON.stringify(summary)}\n` : describeSummary(item, summary));
    return exitCodeOf(item.status);
  } catch (error) {
    progress.stop();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT_CODES.aborted;
  }
}

async function perform(
  { ask }: ImportCommand,
  importId: string,
  { state, out }: Omit<Options, 'json'>,
  progress: ProgressDisplay,
): Promise<ImportRun> {
  progress.step('Starting the cloud on this machine');
  await using cloud = await openCloud({ stateDir: state });
  const clients = createClients(cloud);
  const refusal = await ask(importId, { cloud, clients, progress });
  if (refusal !== undefined) progress.step(refusal);
  const item = await followImport(clients, importId, progress.import);
  progress.stop();
  // Awaited here: a cloud of our own is closed when this function is left.
  return await fetchOutcome(cloud, clients, item, out);
}

function parserOf({ name, description }: ImportCommand): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .argument('<import id>', 'such as imp_01kakr5e3h…, as npm run import prints it', importId)
    .option('--out <dir>', 'where the result files go (default: out/<import id>)')
    .option('--json', 'print one JSON object on stdout and nothing else', false)
    .option('--state <dir>', 'where users, imports, files and mails are kept', '.rollcall')
    .showHelpAfterError('(--help shows the options)')
    .allowExcessArguments(false)
    .exitOverride();
}

function importId(value: string): string {
  const parsed = ImportIdSchema.safeParse(value);
  if (!parsed.success) throw new InvalidArgumentError(`${parsed.error.issues[0]?.message ?? 'wrong'}.`);
  return parsed.data;
}
