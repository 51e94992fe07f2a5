import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** A line of a function's log. */
export interface LogLine {
  readonly functionName: string;
  readonly line: string;
}

export interface FunctionLogs {
  write(functionName: string, line: string): void;
  close(): Promise<void>;
}

/** Appends to one file for each function, `<directory>/<function>.log`. */
export function createFunctionLogs(directory: string, onLog?: (line: LogLine) => void): FunctionLogs {
  const files = new Map<string, WriteStream>();
  const open = (functionName: string): WriteStream => {
    const file = createWriteStream(join(directory, `${functionName}.log`), { flags: 'a' });
    // A full disk must not stop the cloud.
    file.on('error', () => undefined);
    files.set(functionName, file);
    return file;
  };
  return {
    write(functionName, line) {
      (files.get(functionName) ?? open(functionName)).write(`${line}\n`);
      onLog?.({ functionName, line });
    },
    async close() {
      const open = [...files.values()];
      files.clear();
      await Promise.all(
        open.map((file) => new Promise<void>((resolve) => file.once('close', resolve).end())),
      );
    },
  };
}
