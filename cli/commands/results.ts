import { S3Client } from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { outputOf } from '../clients.ts';
import { fetchOutcome } from '../fetch-outcome.ts';
import { findImportItem } from '../import-progress.ts';
import { type OutputFolder, prepareOutputFolder } from '../output-folder.ts';
import { commandLine } from '../program/command-line.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { noSuchImport, Refusal, reportFailure } from '../program/failure.ts';
import { addImportId, addOut, addStateAndJson, exits, type StateAndJson } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { readFromCloud } from '../read-command.ts';
import { describeSummary } from '../summary.ts';

interface Options extends StateAndJson {
  readonly out?: string;
}

export function define(command: Command): void {
  addOut(addImportId(command.description('Fetches the files of an import, and its e-mail, into a folder.')));
  addStateAndJson(command);
  addExamples(command, [
    'results imp_01kakr5e3h0000000000000000',
    'results imp_01kakr5e3h0000000000000000 --out results/',
  ]);
  command.action(exits(fetchResults));
}

async function fetchResults(importId: string, options: Options): Promise<number> {
  const { out, state, json } = options;
  let folder: OutputFolder;
  try {
    folder = await prepareOutputFolder(out);
  } catch (error) {
    return reportFailure(error, json);
  }
  const refuse = () => reportFailure(noSuchImport(importId, state), json);
  return readFromCloud(options, { services: ['s3'], whenEmpty: refuse }, async (reader) => {
    const item = await findImportItem(reader, importId);
    if (item === undefined) return refuse();
    if (Object.keys(item.files ?? {}).length === 0 && item.notification === undefined)
      throw new Refusal(
        'NoFilesYet',
        `${importId} has no files yet: it is ${item.status}. To see its progress: ${commandLine('status', importId, state)}`,
      );
    const bucket = {
      s3: new S3Client(reader.cloud.clientConfig('s3')),
      resultsBucket: outputOf(reader.cloud, 'ResultsBucketName'),
    };
    const { summary } = await fetchOutcome(reader.cloud, bucket, item, folder);
    process.stdout.write(json ? `${JSON.stringify(summary)}\n` : describeSummary(item, summary, state));
    return EXIT_CODES.done;
  });
}
