import { EXIT_CODES, exitCodeOf } from './exit-codes.ts';
import { readImportArguments } from './import-arguments.ts';
import { runImport } from './run-import.ts';
import { showProgress, silentProgress } from './show-progress.ts';
import { describeSummary } from './summary.ts';

const args = readImportArguments(process.argv.slice(2));
process.exitCode = typeof args === 'number' ? args : await main(args);

async function main(args: Exclude<ReturnType<typeof readImportArguments>, number>): Promise<number> {
  const progress = args.json ? silentProgress : showProgress(process.stderr);
  process.once('SIGINT', () => {
    progress.stop();
    process.stderr.write('Interrupted. What was imported so far stays.\n');
    process.exit(EXIT_CODES.interrupted);
  });
  try {
    const { item, summary } = await runImport(args, progress);
    process.stdout.write(args.json ? `${JSON.stringify(summary)}\n` : describeSummary(item, summary));
    return exitCodeOf(item.status);
  } catch (error) {
    progress.stop();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT_CODES.aborted;
  }
}
