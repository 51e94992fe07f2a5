import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wrapHandler } from './faults.ts';

/** Throws instead of the work, for the import that the file `<task>` names: `<import id> <name of the error>`. */
const SHELL = `
const { readFileSync } = require('node:fs');
function planned() {
  try {
    return readFileSync(__FILE__, 'utf8').split(' ');
  } catch {
    return [];
  }
}
exports.handler = async (event, context) => {
  const [importId, name] = planned();
  if (event.importId === importId) throw Object.assign(new Error('injected'), { name });
  const own = await import('./__MODULE__');
  return own.handler(event, context);
};
`;

export interface ThrowingTask {
  /** Makes every invocation for the import throw an error of this name, until it is lifted. */
  throwFor(importId: string, errorName: string): Promise<void>;
  lift(): Promise<void>;
}

/** Prepares one function of an assembly, in a test's own copy, so that it can throw. */
export async function makeThrowing(assembly: string, task: string, directory: string): Promise<ThrowingTask> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, task);
  await wrapHandler(assembly, task, SHELL.replace('__FILE__', JSON.stringify(file)));
  return {
    throwFor: (importId, errorName) => writeFile(file, `${importId} ${errorName}`),
    lift: () => rm(file, { force: true }),
  };
}
