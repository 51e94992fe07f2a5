import type { Command } from 'commander';
import type { ImportCommand } from '../lambdas/contracts/import-commands.ts';
import type { OpenedCloud } from '../local/open-cloud.ts';
import { type Clients, createClients } from './clients.ts';
import { CommandState } from './command-state.ts';
import { fetchOutcome } from './fetch-outcome.ts';
import { followImport } from './follow-import.ts';
import { followToEnd } from './follow-to-end.ts';
import { findImportItem } from './import-progress.ts';
import { exitCodeOf } from './program/exit-codes.ts';
import { noSuchImport } from './program/failure.ts';
import { addImportId, addOut, addStateAndJson, exits, type StateAndJson } from './program/shared-options.ts';
import { addExamples } from './program/usage-error.ts';
import { runCommand } from './run-command.ts';
import type { ProgressDisplay } from './terminal/show-progress.ts';
import { useCloud } from './use-cloud.ts';

/** What resume, cancel and confirm work with. */
export interface RequestContext {
  readonly cloud: OpenedCloud;
  readonly clients: Clients;
  readonly progress: ProgressDisplay;
}

interface CommandDefinition {
  readonly description: string;
  readonly example: string;
  /** @throws Refusal when the request has no effect; otherwise the import is followed to its end. */
  readonly request: (command: ImportCommand, context: RequestContext) => Promise<void>;
  /** The import may wait for a confirmation on its way. */
  readonly mayAsk?: true;
}

interface Options extends StateAndJson {
  readonly out?: string;
  readonly yes?: true;
}

/** Defines a command about one import: makes a request, follows the import to its end, shows the result. */
export function defineImportCommand(command: Command, definition: CommandDefinition): void {
  const { description, example, mayAsk } = definition;
  addOut(addImportId(command.description(description)));
  if (mayAsk) command.option('--yes', 'confirm without asking, if the import waits for a confirmation');
  addStateAndJson(command);
  addExamples(command, [example, `${example} --json`]);
  command.action(exits((importId: string, options: Options) => run(definition, importId, options)));
}

function run({ request, mayAsk }: CommandDefinition, importId: string, options: Options): Promise<number> {
  const commandState = new CommandState(options.state, importId);
  return runCommand(options, commandState, ({ progress, json, folder, show }) =>
    useCloud({ stateDir: options.state }, { commandState, progress, json }, async (cloud) => {
      const clients = createClients(cloud);
      const item = await findImportItem(clients, importId);
      if (item === undefined) throw noSuchImport(importId, options.state);
      await request({ importId, tenant: item.tenant }, { cloud, clients, progress });
      const { yes = false } = options;
      const outcome = mayAsk
        ? await followToEnd(cloud, clients, importId, { commandState, progress, yes, folder })
        : await fetchOutcome(cloud, clients, await followImport(clients, importId, progress.import), folder);
      show(outcome);
      return exitCodeOf(outcome.item);
    }),
  );
}
