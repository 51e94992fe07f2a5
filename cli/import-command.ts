import { Command, InvalidArgumentError } from 'commander';
import { ImportIdSchema } from '../lambdas/contracts/import.ts';
import type { OpenedCloud } from '../local/open-cloud.ts';
import { type Clients, createClients } from './clients.ts';
import { Course } from './course.ts';
import { DEFAULT_STATE } from './default-state.ts';
import { EXIT_CODES, exitCodeOf } from './exit-codes.ts';
import { fetchOutcome } from './fetch-outcome.ts';
import { followAndAnswer } from './follow-and-answer.ts';
import { followImport } from './follow-import.ts';
import { runCommand } from './run-command.ts';
import type { ProgressDisplay } from './show-progress.ts';
import { withCloud } from './with-cloud.ts';

/** What resume and cancel ask of an import; `cloud` is the one that runs on this machine, or was started for them. */
export interface Surroundings {
  readonly cloud: OpenedCloud;
  readonly clients: Clients;
  readonly progress: ProgressDisplay;
}

interface ImportCommand {
  readonly name: string;
  readonly description: string;
  /** @returns what is wrong with the wish, if anything; the import is followed to its end either way. */
  readonly ask: (importId: string, around: Surroundings) => Promise<string | undefined>;
  /** Whether the import may come to ask for its confirmation, and whoever is at the terminal answers. */
  readonly mayBeAsked?: true;
}

interface Options {
  readonly state: string;
  readonly json?: true;
  readonly out?: string;
  readonly yes?: true;
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
  const { json = false, ...rest } = parser.opts<Options>();
  const options = { ...rest, json };
  const importId = parser.args[0] as string;
  const course = new Course(options.state, importId);
  return runCommand(options, course, (progress, show) =>
    withCloud({ stateDir: options.state }, { course, progress }, async (cloud) => {
      const clients = createClients(cloud);
      const refusal = await command.ask(importId, { cloud, clients, progress });
      if (refusal !== undefined) progress.step(refusal);
      const { out, yes = false } = options;
      const run = command.mayBeAsked
        ? await followAndAnswer(cloud, clients, importId, { course, progress, yes, out })
        : await fetchOutcome(cloud, clients, await followImport(clients, importId, progress.import), out);
      show(run);
      return exitCodeOf(run.item.status);
    }),
  );
}

function parserOf({ name, description, mayBeAsked }: ImportCommand): Command {
  const parser = new Command(`npm run ${name} --`)
    .description(description)
    .argument('<import id>', 'such as imp_01kakr5e3h…, as npm run import prints it', importId)
    .option('--out <dir>', 'where the result files go (default: out/<import id>)')
    .option('--json', 'print one JSON object on stdout and nothing else')
    .option('--state <dir>', 'where users, imports, files and mails are kept', DEFAULT_STATE)
    .showHelpAfterError('(--help shows the options)')
    .allowExcessArguments(false)
    .exitOverride();
  return mayBeAsked ? parser.option('--yes', 'the answer, where the import asks: for scripts') : parser;
}

function importId(value: string): string {
  const parsed = ImportIdSchema.safeParse(value);
  if (!parsed.success) throw new InvalidArgumentError(`${parsed.error.issues[0]?.message ?? 'wrong'}.`);
  return parsed.data;
}
