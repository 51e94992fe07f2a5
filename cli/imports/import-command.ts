import type { Command } from 'commander';
import type { ImportCommand } from '../../lambdas/contracts/import-commands.ts';
import { CommandState } from '../cloud/command-state.ts';
import { exitCodeOf } from '../program/exit-codes.ts';
import { noSuchImport, Refusal } from '../program/failure.ts';
import { addImportId, addOut, addStateAndJson, exits, type StateAndJson } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { type ApiOptions, addApiOptions, placeOf } from '../remote/api-options.ts';
import type { ProgressDisplay } from '../terminal/show-progress.ts';
import { followToEnd } from './follow-to-end.ts';
import type { ImportService, Refused } from './import-service.ts';
import { runCommand } from './run-command.ts';
import type { ShownImport } from './shown-import.ts';
import { useService } from './use-service.ts';

/** What resume, cancel and confirm work with. */
export interface RequestContext {
  readonly service: ImportService;
  readonly progress: ProgressDisplay;
  /** The import before the request. */
  readonly item: ShownImport;
}

interface CommandDefinition {
  readonly description: string;
  readonly example: string;
  /** Unless it is refused, the import is followed to its end. */
  readonly request: (command: ImportCommand, context: RequestContext) => Promise<Refused | undefined>;
  /** The import may wait for a confirmation on its way. */
  readonly mayAsk?: true;
}

interface Options extends StateAndJson, ApiOptions {
  readonly out?: string;
  readonly yes?: true;
}

/** Defines a command about one import: makes a request, follows the import to its end, shows the result. */
export function defineImportCommand(command: Command, definition: CommandDefinition): void {
  const { description, example, mayAsk } = definition;
  addOut(addImportId(command.description(description)));
  if (mayAsk) command.option('--yes', 'confirm without asking, if the import waits for a confirmation');
  addApiOptions(addStateAndJson(command));
  addExamples(command, [example, `${example} --json`]);
  command.action(exits((importId: string, options: Options) => run(definition, importId, options)));
}

function run({ request, mayAsk }: CommandDefinition, importId: string, options: Options): Promise<number> {
  const commandState = new CommandState(placeOf(options), importId);
  return runCommand(options, commandState, (surroundings) =>
    useService(importId, options, surroundings, async (service) => {
      const { progress, folder, show } = surroundings;
      const item = await service.find(importId);
      if (item === undefined) throw noSuchImport(importId, service.place);
      const reference = { importId, tenant: item.tenant };
      const refused = await request(reference, { service, progress, item });
      if (refused !== undefined) throw new Refusal(refused.code, refused.message);
      const { yes = false } = options;
      let outcome: Awaited<ReturnType<typeof followToEnd>>;
      if (mayAsk) outcome = await followToEnd(importId, { service, commandState, progress, yes, folder });
      else {
        await service.follow(importId, progress.import);
        outcome = await service.fetch(importId, folder);
      }
      show(outcome);
      return exitCodeOf(outcome.item);
    }),
  );
}
