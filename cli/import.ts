import { Course } from './course.ts';
import { type ImportArguments, readImportArguments } from './import-arguments.ts';
import { runCommand } from './run-command.ts';
import { runImport } from './run-import.ts';

const args = readImportArguments(process.argv.slice(2));
process.exitCode = typeof args === 'number' ? args : await main(args);

function main(args: ImportArguments): Promise<number> {
  const course = new Course(args.state);
  return runCommand(args, course, (progress, show) => runImport(args, { course, progress, show }));
}
