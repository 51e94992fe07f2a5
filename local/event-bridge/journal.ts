import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBridgeEvent } from './event.ts';

/** An event on its way to one target of one rule. */
export interface Delivery {
  readonly id: string;
  readonly rule: string;
  readonly targetId: string;
  readonly event: EventBridgeEvent;
}

export interface Journal {
  /** What an earlier process accepted and did not see delivered, in order of acceptance. */
  readonly unfinished: readonly Delivery[];
  /** Written when it returns: the process may be killed at any moment after. */
  accept(deliveries: readonly Delivery[]): void;
  finish(id: string): void;
}

type Entry = { readonly accepted: Delivery } | { readonly finished: string };

/** After how many entries the file is written anew without what is finished. */
const compactAfter = 5000;

/**
 * A file of JSON lines in which acceptance and end of every delivery are written: at least once, also across a kill.
 * Written synchronously, because an event must be on disk before the request that caused it is answered; a line
 * takes some 20 µs. Not synced: it survives the process, not the machine's power.
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
      // The last line of a killed process may be cut: its event was not accepted then.
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
