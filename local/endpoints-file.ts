import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** The file by which another process on this machine finds the cloud that runs on a state directory. */
export const EndpointsFileSchema = z.object({
  /** The process that runs the cloud. It also holds the lock. */
  pid: z.number().int(),
  region: z.string(),
  endpoints: z.object({
    s3: z.string(),
    dynamodb: z.string(),
    stepFunctions: z.string(),
    ses: z.string(),
    lambda: z.string(),
    eventBridge: z.string(),
    issuer: z.string(),
    inbox: z.string(),
    /** Where a client connects: `joinAsClient`. */
    clients: z.string(),
  }),
  outputs: z.record(z.string(), z.string()),
});
export type EndpointsFile = z.infer<typeof EndpointsFileSchema>;

const fileOf = (stateDir: string): string => join(stateDir, 'endpoints.json');

/** @returns a function that removes the file, for when the cloud closes */
export async function writeEndpoints(stateDir: string, content: EndpointsFile): Promise<() => Promise<void>> {
  const file = fileOf(stateDir);
  // Written atomically, because a process that waits for the cloud may read the file at any time.
  await writeFile(`${file}.new`, JSON.stringify(content, undefined, 2));
  await rename(`${file}.new`, file);
  return () => rm(file, { force: true });
}

/** @returns undefined if no cloud has started, or if another version wrote the file */
export async function readEndpoints(stateDir: string): Promise<EndpointsFile | undefined> {
  try {
    return EndpointsFileSchema.parse(JSON.parse(await readFile(fileOf(stateDir), 'utf8')));
  } catch {
    return undefined;
  }
}
