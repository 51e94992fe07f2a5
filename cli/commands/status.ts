import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Command } from 'commander';
import type { ImportView } from '../../client/rollcall-client.ts';
import { FINAL_STATUSES } from '../../lambdas/contracts/import-status.ts';
import { interruptedOf } from '../cloud/is-interrupted.ts';
import { type Reader, readFromCloud } from '../cloud/read-command.ts';
import { progressOf } from '../imports/api-service.ts';
import { describeStatus, type ImportReport, statusJson } from '../imports/describe-status.ts';
import { failedChildren } from '../imports/failed-children.ts';
import { findStoredImport, paceOf, readProgress } from '../imports/import-progress.ts';
import { queuePositions } from '../imports/list-imports.ts';
import { readApi } from '../imports/read-api.ts';
import { shownImport } from '../imports/shown-import.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { noSuchImport, reportFailure } from '../program/failure.ts';
import { addImportId, addStateAndJson, exits, type StateAndJson } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { type ApiOptions, addApiOptions, placeOf, targetOf } from '../remote/api-options.ts';

const MAX_SHOWN_FAILURES = 5;

type Options = StateAndJson & ApiOptions;

export function define(command: Command): void {
  addImportId(
    command.description(
      'Shows what an import is doing now: phase, progress, rate and time left, and which child executions failed and why.',
    ),
  );
  addApiOptions(addStateAndJson(command));
  addExamples(command, [
    'status imp_01kakr5e3h0000000000000000',
    'status imp_01kakr5e3h0000000000000000 --json',
  ]);
  command.action(exits(showStatus));
}

function showStatus(importId: string, options: Options): Promise<number> {
  const { json } = options;
  const place = placeOf(options);
  const refuse = () => reportFailure(noSuchImport(importId, place), json);
  const show = (report: ImportReport | undefined): number => {
    if (report === undefined) return refuse();
    process.stdout.write(json ? `${JSON.stringify(statusJson(report))}\n` : describeStatus(report, place));
    return EXIT_CODES.done;
  };
  const target = targetOf(options);
  if (target !== undefined)
    return readApi(target, json, async (client) => show(reportOnView(await client.findImport(importId))));
  return readFromCloud(options, { services: ['sfn'], whenEmpty: refuse }, async (reader) =>
    show(await reportOn(reader, importId)),
  );
}

/** A deployed stage does not show its executions: the reason and the files say why an import failed. */
function reportOnView(view: ImportView | undefined): ImportReport | undefined {
  if (view === undefined) return undefined;
  const item = shownImport(view);
  const { queuePosition, progress } = view;
  const { recordsPerSecond: perSecond, secondsLeft } = progress;
  return {
    item,
    ...(!FINAL_STATUSES.has(item.status) && { progress: progressOf(view) }),
    ...(perSecond !== undefined &&
      secondsLeft !== undefined && { pace: { perSecond, msLeft: secondsLeft * 1000 } }),
    ...(queuePosition !== undefined && { queuePosition }),
    isInterrupted: false,
    failedChildren: [],
  };
}

async function reportOn(reader: Reader, importId: string): Promise<ImportReport | undefined> {
  const stored = await findStoredImport(reader, importId);
  if (stored === undefined) return undefined;
  const { item, damaged } = stored;
  const sfn = new SFNClient(reader.cloud.clientConfig('sfn'));
  const { isRunning } = reader.cloud;
  const isFinal = FINAL_STATUSES.has(item.status);
  const progress = await readProgress(reader, item);
  const since = isFinal || !isRunning ? undefined : await startOf(sfn, item.executionArn);
  const pace = since && (await paceOf(reader, item, progress, since));
  const position = (await queuePositions(reader, [item])).get(importId);
  return {
    item,
    ...(damaged.length > 0 && { damaged }),
    ...(isFinal ? {} : { progress }),
    ...(pace && { pace }),
    ...(position !== undefined && { queuePosition: position }),
    isInterrupted: (await interruptedOf(reader.cloud, [item])).has(importId),
    ...(!isFinal && !isRunning && { isPaused: true }),
    failedChildren: await failedChildren(sfn, item.executionArn, MAX_SHOWN_FAILURES),
  };
}

/** When the execution of the current attempt started. */
async function startOf(sfn: SFNClient, executionArn: string): Promise<Date | undefined> {
  try {
    return (await sfn.send(new DescribeExecutionCommand({ executionArn }))).startDate;
  } catch (error) {
    // The import is written a moment before its execution is started.
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return undefined;
    throw error;
  }
}
