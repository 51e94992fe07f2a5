import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Up to which record each shard of a stream is processed. It survives a kill of the process. */
export interface PositionFile {
  get(shardId: string): string | undefined;
  set(shardId: string, sequenceNumber: string): void;
  /** The shard has no further records. */
  close(shardId: string): void;
  isClosed(shardId: string): boolean;
}

const CLOSED = 'closed';

export function openPositionFile(directory: string, name: string): PositionFile {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${name}.json`);
  const positions = new Map(Object.entries(read(file)));
  const write = (shardId: string, position: string) => {
    positions.set(shardId, position);
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(positions)));
    renameSync(`${file}.new`, file);
  };
  return {
    get: (shardId) => positions.get(shardId),
    set: write,
    close: (shardId) => write(shardId, CLOSED),
    isClosed: (shardId) => positions.get(shardId) === CLOSED,
  };
}

function read(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
