import { type Command, InvalidArgumentError, Option } from 'commander';
import { startCloud } from '../../local/cloud.ts';
import { createClients } from '../clients.ts';
import { findImport, type SoughtUpload } from '../find-import.ts';
import { functionCache } from '../function-cache.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { reportFailure } from '../program/failure.ts';
import { addStateAndJson, exits, type StateAndJson, wholeNumber } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { watchImports } from '../watch-imports.ts';
import { watchFolder } from '../watched-folder/watch-folder.ts';
import { describeCloud, startedCloud } from '../welcome.ts';

interface Options extends StateAndJson {
  readonly s3Port?: number;
  readonly dynamodb?: string;
  readonly watch?: string;
}

export function define(command: Command): void {
  command
    .description(
      'Runs Rollcall on this machine until Ctrl-C: the synthesized stack on embedded services. Other commands use it while it runs.',
    )
    .addOption(
      new Option('--s3-port <port>', 'a fixed port for S3 (default: a free one)').argParser(
        wholeNumber(65_535, 1),
      ),
    );
  command.addOption(
    new Option(
      '--dynamodb <url>',
      'a DynamoDB to use instead of the embedded one, such as DynamoDB Local of AWS (default: $ROLLCALL_DYNAMODB)',
    ).argParser(httpUrl),
  );
  command.option(
    '--watch <directory>',
    'upload each complete file of <directory>/<tenant>/<import type>/, and move it to done/',
  );
  addStateAndJson(command);
  addExamples(command, [
    'start',
    'start --s3-port 9000',
    'start --watch drop',
    'start --dynamodb http://127.0.0.1:8000',
    'start --json',
  ]);
  command.action(exits(start));
}

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text;
  throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:8000.');
}

async function start({ state, s3Port, dynamodb, watch: directory, json }: Options): Promise<number> {
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
  try {
    process.stderr.write('Starting Rollcall on this machine …\n');
    const ports = s3Port === undefined ? {} : { ports: { s3: s3Port } };
    await using cloud = await startCloud({
      stateDir: state,
      ...functionCache(),
      ...ports,
      ...(dynamodb !== undefined && { dynamodb }),
    });
    const started = await startedCloud(cloud);
    process.stdout.write(json ? `${JSON.stringify(started)}\n` : describeCloud(started, state));
    const clients = createClients(cloud);
    const watch = {
      clients,
      state,
      interrupted: cloud.interrupted,
      deadLetters: cloud.deadLetters,
    };
    // With `--json`, stdout has one line, which says that the cloud is ready.
    const hasImport = async (upload: SoughtUpload) => (await findImport(clients, upload)) !== undefined;
    const report = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`);
    const watching = directory && watchFolder({ directory, ...clients, hasImport }, report, stopped.signal);
    await Promise.all([watchImports(watch, report, stopped.signal), watching]);
    process.stderr.write('Stopping …\n');
    return EXIT_CODES.done;
  } catch (error) {
    return reportFailure(error, json);
  }
}
