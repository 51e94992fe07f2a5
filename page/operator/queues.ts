import type { OpenImport } from './views.ts';
import { isStuck } from './why-open.ts';

export interface Queue {
  readonly tenant: string;
  /** In the order in which they write; those that wait for no turn come last. */
  readonly imports: readonly OpenImport[];
  readonly stuck: number;
}

/** The open imports by tenant: those that an operator has to look at first. */
export function queuesOf(imports: readonly OpenImport[], now: number): readonly Queue[] {
  return [...Map.groupBy(imports, ({ tenant }) => tenant)]
    .map(([tenant, own]) => ({
      tenant,
      imports: own.toSorted((a, b) => placeOf(a) - placeOf(b) || (a.createdAt < b.createdAt ? -1 : 1)),
      stuck: own.filter((one) => isStuck(one, now)).length,
    }))
    .toSorted((a, b) => b.stuck - a.stuck || a.tenant.localeCompare(b.tenant));
}

function placeOf({ queuePosition = Number.MAX_SAFE_INTEGER }: OpenImport): number {
  return queuePosition;
}
