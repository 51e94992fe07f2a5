import type { InspectedFile } from '../../processing/memory-import.ts';
import { lineOf, type ModelRecord } from '../../processing/model.ts';
import { type ConcurrentWriters, Death } from '../../processing/run-imports.ts';
import { SETTINGS, upsertOn } from './upsert-on.ts';

export function fileOf(records: readonly ModelRecord[]): InspectedFile {
  const text = records.map((record) => `${lineOf(record)}\n`).join('');
  const layout = { format: 'jsonl', offset: 0, line: 1 } as const;
  return { importType: 'participants', settings: SETTINGS, text, layout };
}

export const isDeath = (error: unknown): boolean =>
  error instanceof Death || (error instanceof Error && error.name === 'WriteContention');

/** Each list's records one after another, lists side by side; where a request dies or gives up, the next follows. */
export function upsertAll(lists: readonly (readonly ModelRecord[])[]): ConcurrentWriters {
  return (tables, interrupt) =>
    lists.map(async (records) => {
      const upsert = upsertOn(tables, SETTINGS, interrupt);
      for (const record of records.filter(({ malformed }) => !malformed)) {
        await upsert(JSON.parse(lineOf(record))).catch((error: unknown) => {
          if (!isDeath(error)) throw error;
        });
      }
    });
}
