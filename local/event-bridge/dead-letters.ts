import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A message in a dead-letter queue. */
export interface DeadLetter {
  readonly id: string;
  readonly time: string;
  readonly body: unknown;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The queue for events of functions without a failure destination and a dead-letter queue. AWS discards such events. */
export const droppedQueue = 'dropped';

export interface DeadLetters {
  /** @param queue its name or ARN */
  put(queue: string, letter: Omit<DeadLetter, 'id' | 'time'>): Promise<void>;
  read(queue: string): Promise<readonly DeadLetter[]>;
  /** Without effect if there is no such message. */
  remove(queue: string, id: string): Promise<void>;
}

/** One file of JSON lines for each queue, `<directory>/<queue>.jsonl`. */
export function createDeadLetters(directory: string, now: () => Date): DeadLetters {
  const fileOf = (queue: string): string => join(directory, `${queue.split(':').at(-1)}.jsonl`);
  let lastWrite: Promise<unknown> = Promise.resolve();

  /** One write after another: a message that arrives while another one is removed must not be lost. */
  function write(change: () => Promise<void>): Promise<void> {
    const written = lastWrite.then(change);
    lastWrite = written.catch(() => undefined);
    return written;
  }

  async function read(queue: string): Promise<readonly DeadLetter[]> {
    const text = await readFile(fileOf(queue), 'utf8').catch(() => '');
    return (
      text
        .split('\n')
        .filter(Boolean)
        // Earlier versions wrote no id.
        .map((line, index) => ({ id: `line-${index}`, ...(JSON.parse(line) as Omit<DeadLetter, 'id'>) }))
    );
  }

  return {
    read,
    put: (queue, letter) =>
      write(async () => {
        await mkdir(directory, { recursive: true });
        await appendFile(fileOf(queue), toLine({ id: randomUUID(), time: now().toISOString(), ...letter }));
      }),
    remove: (queue, id) =>
      write(async () => {
        const letters = await read(queue);
        const kept = letters.filter((letter) => letter.id !== id);
        if (kept.length === letters.length) return;
        await writeFile(`${fileOf(queue)}.new`, kept.map(toLine).join(''));
        await rename(`${fileOf(queue)}.new`, fileOf(queue));
      }),
  };
}

function toLine(letter: DeadLetter): string {
  return `${JSON.stringify(letter)}\n`;
}
