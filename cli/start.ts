import { Command } from 'commander';
import { startCloud } from '../local/cloud.ts';
import { createClients } from './clients.ts';
import { DEFAULT_STATE } from './default-state.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { tellError } from './tell-error.ts';
import { watchImports } from './watch-imports.ts';
import { welcome } from './welcome.ts';

const command = new Command('npm start --')
  .description(
    'Runs Rollcall on this machine until it is stopped (Ctrl-C): the synthesized stack on embedded services.',
  )
  .option('--state <dir>', 'where users, imports, files and mails are kept', DEFAULT_STATE)
  .option('--s3-port <port>', 'a fixed port for S3 (default: a free one)', Number)
  .showHelpAfterError('(--help shows the options)')
  .allowExcessArguments(false)
  .exitOverride();

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    command.parse();
  } catch (error) {
    return error instanceof Error && 'exitCode' in error && error.exitCode === 0 ? 0 : EXIT_CODES.wrongUsage;
  }
  const { state, s3Port } = command.opts<{ state: string; s3Port?: number }>();
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
  try {
    process.stderr.write('Starting Rollcall on this machine …\n');
    await using cloud = await startCloud({
      stateDir: state,
      ...(s3Port === undefined ? {} : { ports: { s3: s3Port } }),
    });
    process.stdout.write(welcome(cloud));
    const watch = {
      clients: createClients(cloud),
      state,
      left: cloud.left,
    };
    await watchImports(watch, (line) => process.stdout.write(`${line}\n`), stopped.signal);
    process.stderr.write('Stopping …\n');
    return 0;
  } catch (error) {
    tellError(error);
    return EXIT_CODES.aborted;
  }
}
