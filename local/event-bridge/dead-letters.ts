import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A message in a dead-letter queue. */
export interface DeadLetter {
  readonly time: string;
  readonly body: unknown;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The queue for events of functions without a failure destination and a dead-letter queue. AWS discards such events. */
export const droppedQueue = 'dropped';

export interface DeadLetters {
  /** @param queue its name or ARN */
  put(queue: string, letter: Omit<DeadLetter, 'time'>): Promise<void>;
  read(queue: string): Promise<readonly DeadLetter[]>;
}

/** One file of JSON lines for each queue, `<directory>/<queue>.jsonl`. */
export function createDeadLetters(directory: string, now: () => Date): DeadLetters {
  const fileOf = (queue: string): string => join(directory, `${queue.split(':').at(-1)}.jsonl`);
  return {
    async put(queue, letter) {
      await mkdir(directory, { recursive: true });
      await appendFile(fileOf(queue), `${JSON.stringify({ time: now().toISOString(), ...letter })}\n`);
    },
    async read(queue) {
      const text = await readFile(fileOf(queue), 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as DeadLetter);
    },
  };
}
