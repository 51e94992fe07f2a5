import { createHash } from 'node:crypto';
import { type Fault, faultsAt, type Occasion } from './fault.ts';

/** Decides what goes wrong. Asked at every occasion, once, as it occurs. */
export interface FaultPlan {
  strike(occasion: Occasion): Fault | undefined;
}

/** A fault that has struck. `nth`: the how manieth occasion of its kind it was, from 1. */
export interface Struck {
  readonly fault: Fault;
  readonly occasion: Occasion;
  readonly nth: number;
}

/** A plan that tells what it has done. */
export interface TellingPlan extends FaultPlan {
  readonly struck: readonly Struck[];
}

export interface SeededFaultsOptions {
  readonly seed: number;
  /** How likely a fault is at an occasion of each layer, from 0 to 1; what is left out never strikes. */
  readonly chances?: Readonly<Partial<Record<Occasion['layer'], number>>>;
  /**
   * How often a function may be struck while it works for the same execution or event, all attempts together. The least
   * that is tried again after an error is twice (an asynchronous invocation): no more, or an import can become impossible.
   */
  readonly perSubject?: number;
  readonly total?: number;
  /** Faults that must not strike. */
  readonly spares?: (fault: Fault, occasion: Occasion) => boolean;
}

const CHANCES: NonNullable<SeededFaultsOptions['chances']> = {
  request: 0.04,
  invocation: 0.15,
  process: 0.1,
  event: 0.3,
};

/**
 * Faults by a seed. Whether the n-th occasion of a kind is struck depends on the seed, the kind and n, not on what
 * happened elsewhere, so that a run can be repeated as far as its own concurrency repeats itself.
 */
export function seededFaults(options: SeededFaultsOptions): TellingPlan {
  const { seed, chances = CHANCES, perSubject = 2, total = Number.POSITIVE_INFINITY, spares } = options;
  const occasions = createCounter();
  const strikes = createCounter();
  const struck: Struck[] = [];
  return {
    struck,
    strike(occasion) {
      const nth = occasions.next(kindOf(occasion));
      const { chance, choice } = draw(`${seed} ${kindOf(occasion)} ${nth}`);
      if (chance >= (chances[occasion.layer] ?? 0) || struck.length >= total) return undefined;
      const subject = subjectOf(occasion);
      if (strikes.count(subject) >= perSubject) return undefined;
      const faults = faultsAt(occasion).filter((fault) => !spares?.(fault, occasion));
      const fault = faults[Math.floor(choice * faults.length)];
      if (fault === undefined) return undefined;
      strikes.next(subject);
      struck.push({ fault, occasion, nth });
      return fault;
    },
  };
}

/** One fault: at the n-th occasion that is meant. */
export function oneFault(fault: Fault, isMeant: (occasion: Occasion) => boolean, nth = 1): TellingPlan {
  const struck: Struck[] = [];
  let met = 0;
  return {
    struck,
    strike(occasion) {
      if (!isMeant(occasion) || !faultsAt(occasion).includes(fault)) return undefined;
      met += 1;
      if (met !== nth) return undefined;
      struck.push({ fault, occasion, nth });
      return fault;
    },
  };
}

/** Occasions of the same kind are counted together. */
export function kindOf(occasion: Occasion): string {
  switch (occasion.layer) {
    case 'request':
      return `request ${occasion.functionName} ${occasion.service} ${occasion.operation}`;
    case 'event':
      return `event ${occasion.source}`;
    case 'state':
      return `state ${occasion.stateMachine} ${occasion.stateName}`;
    default:
      return `${occasion.layer} ${occasion.functionName}`;
  }
}

function subjectOf(occasion: Occasion): string {
  const who = 'functionName' in occasion ? occasion.functionName : occasion.layer;
  return `${who} ${occasion.subject}`;
}

/** Two numbers from 0 up to 1, the same for the same text. */
function draw(text: string): { readonly chance: number; readonly choice: number } {
  const digest = createHash('sha256').update(text).digest();
  return { chance: digest.readUInt32BE(0) / 2 ** 32, choice: digest.readUInt32BE(4) / 2 ** 32 };
}

function createCounter() {
  const counts = new Map<string, number>();
  const count = (key: string): number => counts.get(key) ?? 0;
  return {
    count,
    next(key: string): number {
      counts.set(key, count(key) + 1);
      return count(key);
    },
  };
}
