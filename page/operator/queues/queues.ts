import type { HeldRow } from '../../lists/held-list.ts';
import type { OpenImport } from '../views.ts';
import { isStuck, whyOpen } from '../why-open.ts';

export interface Queue {
  readonly tenant: string;
  readonly rows: readonly HeldRow<OpenImport>[];
}

/**
 * The open imports in the order in which an operator looks at them: tenants with one that is stuck first, and those of a
 * tenant in the order in which they write. Those that wait for no turn come last.
 */
export function inQueues(imports: readonly OpenImport[], now: number): readonly OpenImport[] {
  return [...Map.groupBy(imports, ({ tenant }) => tenant)]
    .map(([tenant, own]) => ({
      tenant,
      imports: own.toSorted((a, b) => placeOf(a) - placeOf(b) || (a.createdAt < b.createdAt ? -1 : 1)),
      stuck: own.filter((one) => isStuck(one, now)).length,
    }))
    .toSorted((a, b) => b.stuck - a.stuck || a.tenant.localeCompare(b.tenant))
    .flatMap(({ imports: own }) => own);
}

/** The rows that are shown, by tenant. They stay in their order. */
export function queuesOf(rows: readonly HeldRow<OpenImport>[]): readonly Queue[] {
  return [...Map.groupBy(rows, ({ item }) => item.tenant)].map(([tenant, own]) => ({ tenant, rows: own }));
}

export const OPEN_STATES = ['stuck', 'working', 'waiting'] as const;
export type OpenState = (typeof OPEN_STATES)[number];

/** How many of the open imports need an operator, go on, or wait for something that is not one. */
export function countStates(
  imports: readonly OpenImport[],
  now: number,
): Readonly<Record<OpenState, number>> {
  const counts = { stuck: 0, working: 0, waiting: 0 };
  for (const one of imports)
    counts[isStuck(one, now) ? 'stuck' : isWaiting(one) ? 'waiting' : 'working'] += 1;
  return counts;
}

function isWaiting(one: OpenImport): boolean {
  return ['turn', 'upload', 'confirmation'].includes(whyOpen(one).kind);
}

function placeOf({ queuePosition = Number.MAX_SAFE_INTEGER }: OpenImport): number {
  return queuePosition;
}
