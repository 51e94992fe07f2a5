import type { StageImport } from '../../contracts/stage-import.ts';

/** What happened in one hour. */
export interface HourOfActivity {
  /** Its beginning. */
  readonly hour: string;
  /** Imports that were created. */
  created: number;
  /** Imports that ended, by their final status. */
  ended: Record<string, number>;
  /** Records of the imports that ended, and those of them that failed. */
  records: number;
  recordsFailed: number;
}

/** Counts imports by hour, in order of time. Hours without activity are left out. */
export class Activity {
  readonly #hours = new Map<string, HourOfActivity>();

  add({ createdAt, endedAt, status, counts }: StageImport): void {
    this.#hourOf(createdAt).created += 1;
    if (endedAt === undefined) return;
    const hour = this.#hourOf(endedAt);
    hour.ended[status] = (hour.ended[status] ?? 0) + 1;
    hour.records += counts?.records ?? 0;
    hour.recordsFailed += counts?.failed ?? 0;
  }

  hours(): readonly HourOfActivity[] {
    return [...this.#hours.values()].sort((a, b) => (a.hour < b.hour ? -1 : 1));
  }

  #hourOf(time: string): HourOfActivity {
    const hour = `${time.slice(0, 13)}:00:00.000Z`;
    const known = this.#hours.get(hour) ?? { hour, created: 0, ended: {}, records: 0, recordsFailed: 0 };
    this.#hours.set(hour, known);
    return known;
  }
}
