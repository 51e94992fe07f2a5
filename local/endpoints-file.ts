import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** How another process of this machine finds the cloud that runs on a state directory. */
export const EndpointsFileSchema = z.object({
  /** Of the process that runs it: the lock's. */
  pid: z.number().int(),
  region: z.string(),
  endpoints: z.object({
    s3: z.string(),
    dynamodb: z.string(),
    stepFunctions: z.string(),
    ses: z.string(),
    lambda: z.string(),
    inbox: z.string(),
    /** Where who uses it says so. */
    clients: z.string(),
  }),
  outputs: z.record(z.string(), z.string()),
});
export type EndpointsFile = z.infer<typeof EndpointsFileSchema>;

const fileOf = (stateDir: string): string => join(stateDir, 'endpoints.json');

/** @returns what removes the file again, as the cloud closes */
export async function writeEndpoints(stateDir: string, content: EndpointsFile): Promise<() => Promise<void>> {
  const file = fileOf(stateDir);
  // Whole or not there: whoever waits for the cloud may look at any moment.
  await writeFile(`${file}.new`, JSON.stringify(content, undefined, 2));
  await rename(`${file}.new`, file);
  return () => rm(file, { force: true });
}

/** Undefined where no cloud has come up, or the file is from another version. */
export async function readEndpoints(stateDir: string): Promise<EndpointsFile | undefined> {
  try {
    return EndpointsFileSchema.parse(JSON.parse(await readFile(fileOf(stateDir), 'utf8')));
  } catch {
    return undefined;
  }
}
