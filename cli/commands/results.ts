import { S3Client } from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { outputOf } from '../cloud/clients.ts';
import { readFromCloud } from '../cloud/read-command.ts';
import { fetchOutcome } from '../imports/fetch-outcome.ts';
import { findImportItem } from '../imports/import-progress.ts';
import type { ImportRun } from '../imports/import-service.ts';
import { type OutputFolder, prepareOutputFolder } from '../imports/output-folder.ts';
import { readApi } from '../imports/read-api.ts';
import type { ShownImport } from '../imports/shown-import.ts';
import { describeSummary } from '../imports/summary.ts';
import { commandLine } from '../program/command-line.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { noSuchImport, Refusal, reportFailure } from '../program/failure.ts';
import type { Place } from '../program/place.ts';
import { addImportId, addOut, addStateAndJson, exits, type StateAndJson } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { type ApiOptions, addApiOptions, placeOf, targetOf } from '../remote/api-options.ts';

interface Options extends StateAndJson, ApiOptions {
  readonly out?: string;
}

export function define(command: Command): void {
  addOut(
    addImportId(
      command.description('Fetches the files of an import into a folder; on this machine, also its e-mail.'),
    ),
  );
  addApiOptions(addStateAndJson(command));
  addExamples(command, [
    'results imp_01kakr5e3h0000000000000000',
    'results imp_01kakr5e3h0000000000000000 --out results/',
  ]);
  command.action(exits(fetchResults));
}

async function fetchResults(importId: string, options: Options): Promise<number> {
  const { out, json } = options;
  let folder: OutputFolder;
  try {
    folder = await prepareOutputFolder(out);
  } catch (error) {
    return reportFailure(error, json);
  }
  const place = placeOf(options);
  const refuse = () => reportFailure(noSuchImport(importId, place), json);
  const show = ({ item, summary }: ImportRun): number => {
    process.stdout.write(json ? `${JSON.stringify(summary)}\n` : describeSummary(item, summary, place));
    return EXIT_CODES.done;
  };
  const target = targetOf(options);
  if (target !== undefined)
    return readApi(target, json, async (_, service) => {
      const item = await service.find(importId);
      if (item === undefined) return refuse();
      if (Object.keys(item.files ?? {}).length === 0) throw noFilesYet(item, place);
      return show(await service.fetch(importId, folder));
    });
  return readFromCloud(options, { services: ['s3'], whenEmpty: refuse }, async (reader) => {
    const item = await findImportItem(reader, importId);
    if (item === undefined) return refuse();
    if (Object.keys(item.files ?? {}).length === 0 && item.notification === undefined)
      throw noFilesYet(item, place);
    const bucket = {
      s3: new S3Client(reader.cloud.clientConfig('s3')),
      resultsBucket: outputOf(reader.cloud, 'ResultsBucketName'),
    };
    return show(await fetchOutcome(reader.cloud, bucket, item, folder));
  });
}

function noFilesYet({ importId, status }: ShownImport, place: Place): Refusal {
  return new Refusal(
    'NoFilesYet',
    `${importId} has no files yet: it is ${status}. To see its progress: ${commandLine('status', importId, place)}`,
  );
}
