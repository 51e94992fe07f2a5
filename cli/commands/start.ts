import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { compileCacheDirectory } from '../../local/compile-cache.ts';
import { createClients, outputOf } from '../cloud/clients.ts';
import { functionCache } from '../cloud/function-cache.ts';
import { findImport, type SoughtUpload } from '../imports/find-import.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { reportFailure } from '../program/failure.ts';
import { addStateAndJson, exits, type StateAndJson, wholeNumber } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { builtPage } from '../start/built-page.ts';
import { consoleOnStderr } from '../start/console-on-stderr.ts';
import { pageWithSession } from '../start/demo-session.ts';
import { offerSessions } from '../start/offer-sessions.ts';
import { watchFolder } from '../start/watch-folder.ts';
import { watchImports } from '../start/watch-imports.ts';
import { describeCloud, type StartedCloud, startedCloud } from '../start/welcome.ts';
import { openInBrowser } from '../terminal/open-in-browser.ts';

interface Options extends StateAndJson {
  readonly s3Port?: number;
  readonly dynamodb?: string;
  readonly watch?: string;
  readonly port?: number;
  readonly open?: boolean;
}

export function define(command: Command): void {
  command
    .description(
      'Runs Rollcall on this machine until Ctrl-C: the synthesized stack on embedded services. Other commands use it while it runs.',
    )
    .option('--open', 'open the page in a browser')
    .addOption(
      new Option('--port <port>', 'a fixed port for the page and the API (default: a free one)').argParser(
        wholeNumber(65_535, 1),
      ),
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
    'start --open --port 8080',
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

async function start({
  state,
  s3Port,
  port,
  dynamodb,
  watch: directory,
  open,
  json,
}: Options): Promise<number> {
  using _ = consoleOnStderr();
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
  try {
    process.stderr.write('Starting Rollcall on this machine …\n');
    await using cloud = await startCloud({
      stateDir: state,
      ...functionCache(),
      page: await pageOf(state),
      ports: { ...(s3Port !== undefined && { s3: s3Port }), ...(port !== undefined && { page: port }) },
      ...(dynamodb !== undefined && { dynamodb }),
    });
    const started = await startedCloud(cloud);
    process.stdout.write(
      json
        ? `${JSON.stringify(started)}\n`
        : describeCloud(started, { state, isInteractive: process.stdin.isTTY }),
    );
    if (open) openInBrowser(started.page, sayNoBrowser);
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
    const offering = json ? undefined : offerSessionsOf(cloud, started, report, stopped.signal);
    await Promise.all([watchImports(watch, report, stopped.signal), watching, offering]);
    process.stderr.write('Stopping …\n');
    return EXIT_CODES.done;
  } catch (error) {
    return reportFailure(error, json);
  }
}

/** The directory of the built page. All state directories share it, next to this program's compiled code. */
function pageOf(state: string): Promise<string> {
  const projectDir = join(import.meta.dirname, '..', '..');
  const cache = join(compileCacheDirectory() ?? state, 'pages');
  return builtPage({ projectDir, cache, onBuild: () => process.stderr.write('Building the page …\n') });
}

function sayNoBrowser(): void {
  process.stderr.write('No browser could be opened. Open the address of the page yourself.\n');
}

function offerSessionsOf(
  cloud: Cloud,
  { api, apiKey }: StartedCloud,
  say: (line: string) => void,
  until: AbortSignal,
): Promise<void> {
  const renew = () => pageWithSession({ page: outputOf(cloud, 'PageUrl'), api, apiKey });
  return offerSessions({ input: process.stdin, renew, say, until });
}
