import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** The file stays small: it is written again with one line when it has so many. */
const MOST_LINES = 1000;

/**
 * The file has JSON lines: objects from shards to positions, of which the last one of a shard counts. A line is appended for
 * each batch, because the rename that replaces a whole file takes milliseconds, in which the process does nothing else.
 */
export function openPositionFile(directory: string, name: string): PositionFile {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${name}.json`);
  const positions = new Map(read(file).flatMap((line) => Object.entries(line)));
  let lines = 0;
  const writeAll = () => {
    writeFileSync(`${file}.new`, lineOf(Object.fromEntries(positions)));
    renameSync(`${file}.new`, file);
    lines = 1;
  };
  const write = (shardId: string, position: string) => {
    positions.set(shardId, position);
    // The first write of a process also removes a last line that a kill of the machine has cut off.
    if (lines === 0 || lines === MOST_LINES) return writeAll();
    appendFileSync(file, lineOf({ [shardId]: position }));
    lines += 1;
  };
  return {
    get: (shardId) => positions.get(shardId),
    set: write,
    close: (shardId) => write(shardId, CLOSED),
    isClosed: (shardId) => positions.get(shardId) === CLOSED,
  };
}

type Positions = Readonly<Record<string, string>>;

const lineOf = (positions: Positions): string => `${JSON.stringify(positions)}\n`;

/** Without what cannot be read: its records are then processed again. */
function read(file: string): readonly Positions[] {
  try {
    return readFileSync(file, 'utf8').split('\n').flatMap(parse);
  } catch {
    return [];
  }
}

function parse(line: string): readonly Positions[] {
  try {
    return [JSON.parse(line) as Positions];
  } catch {
    return [];
  }
}
