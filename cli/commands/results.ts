import { S3Client } from '@aws-sdk/client-s3';
import type { Command } from 'commander';
import { outputOf } from '../clients.ts';
import { fetchOutcome } from '../fetch-outcome.ts';
import { findImportItem } from '../import-progress.ts';
import { UnusableDirectory } from '../make-directory.ts';
import { type OutputFolder, prepareOutputFolder } from '../output-folder.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { addImportId, addOut, addStateAndJson, exits, type StateAndJson } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { readFromCloud } from '../read-command.ts';
import { describeSummary } from '../summary.ts';
import { reportError } from '../terminal/report-error.ts';

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

async function fetchResults(importId: string, { out, state, json }: Options): Promise<number> {
  let folder: OutputFolder;
  try {
    folder = await prepareOutputFolder(out);
  } catch (error) {
    reportError(error);
    return error instanceof UnusableDirectory ? EXIT_CODES.wrongUsage : EXIT_CODES.aborted;
  }
  return readFromCloud(
    state,
    async (reader) => {
      const item = await findImportItem(reader, importId);
      if (item === undefined) {
        process.stderr.write(`There is no import ${importId}. To see all: npx rollcall list\n`);
        return EXIT_CODES.refused;
      }
      const bucket = {
        s3: new S3Client(reader.cloud.clientConfig('s3')),
        resultsBucket: outputOf(reader.cloud, 'ResultsBucketName'),
      };
      const { summary } = await fetchOutcome(reader.cloud, bucket, item, folder);
      process.stdout.write(json ? `${JSON.stringify(summary)}\n` : describeSummary(item, summary, state));
      if (Object.keys(summary.files).length > 0) return EXIT_CODES.done;
      process.stderr.write(`${importId} has no files yet: it is ${item.status}.\n`);
      return EXIT_CODES.refused;
    },
    ['s3'],
  );
}
