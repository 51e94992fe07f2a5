import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBridgeEvent } from './event.ts';

/** The delivery of an event to one target of one rule. */
export interface Delivery {
  readonly id: string;
  readonly rule: string;
  readonly targetId: string;
  readonly event: EventBridgeEvent;
  /** Of an asynchronous invocation without a rule: the function. */
  readonly functionArn?: string;
}

export interface Journal {
  /** Deliveries that an earlier process accepted and did not finish, in order of acceptance. */
  readonly unfinished: readonly Delivery[];
  /** The deliveries are on disk when this returns, and survive a kill of the process. */
  accept(deliveries: readonly Delivery[]): void;
  finish(id: string): void;
}

type Entry = { readonly accepted: Delivery } | { readonly finished: string };

/** After this number of entries, the file is rewritten without the finished deliveries. */
const compactAfter = 5000;

/**
 * Opens a file of JSON lines that records when each delivery was accepted and finished. With it, delivery is at least
 * once, also when the process is killed. Writes are synchronous (20 µs for a line), because an event must be in the file
 * before the request that caused it is answered. They are not flushed to the disk: a power failure can lose the last ones.
 */
export function openJournal(directory: string): Journal {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'journal.jsonl');
  const pending = new Map(readPending(file).map((delivery) => [delivery.id, delivery]));
  let entries = Number.POSITIVE_INFINITY;

  function append(lines: readonly Entry[]): void {
    entries += lines.length;
    if (entries < compactAfter) {
      appendFileSync(file, toLines(lines));
      return;
    }
    entries = pending.size;
    writeFileSync(`${file}.new`, toLines([...pending.values()].map((accepted) => ({ accepted }))));
    renameSync(`${file}.new`, file);
  }

  append([]);
  return {
    unfinished: [...pending.values()],
    accept(deliveries) {
      for (const delivery of deliveries) pending.set(delivery.id, delivery);
      append(deliveries.map((accepted) => ({ accepted })));
    },
    finish(id) {
      if (pending.delete(id)) append([{ finished: id }]);
    },
  };
}

const toLines = (entries: readonly Entry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

function readPending(file: string): readonly Delivery[] {
  const pending = new Map<string, Delivery>();
  for (const line of readLines(file)) {
    try {
      const entry = JSON.parse(line) as Entry;
      if ('accepted' in entry) pending.set(entry.accepted.id, entry.accepted);
      else pending.delete(entry.finished);
    } catch {
      // A killed process may leave an incomplete last line. Its event was not accepted.
    }
  }
  return [...pending.values()];
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
