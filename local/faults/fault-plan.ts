import { createHash } from 'node:crypto';
import { type Fault, type Occasion, possibleFaults } from './fault.ts';

/** Decides which faults are injected. */
export interface FaultPlan {
  /** Called once at each occasion, when it occurs. @returns undefined for no fault */
  faultAt(occasion: Occasion): Fault | undefined;
}

/** A fault that was injected. `nth`: 1-based index among the occasions of this kind. */
export interface InjectedFault {
  readonly fault: Fault;
  readonly occasion: Occasion;
  readonly nth: number;
}

/** A plan that reports which faults it has injected. */
export interface ReportingPlan extends FaultPlan {
  readonly injected: readonly InjectedFault[];
}

export interface SeededFaultsOptions {
  readonly seed: number;
  /** How likely a fault is at an occasion of each layer, from 0 to 1; a layer without a value gets no faults. */
  readonly chances?: Readonly<Partial<Record<Occasion['layer'], number>>>;
  /**
   * The most faults in a function while it works for the same execution or event, over all attempts. An asynchronous
   * invocation is retried only twice: with more faults an import may never succeed.
   */
  readonly perSubject?: number;
  readonly total?: number;
  /** Faults that must not be injected. */
  readonly excludes?: (fault: Fault, occasion: Occasion) => boolean;
}

const CHANCES: NonNullable<SeededFaultsOptions['chances']> = {
  request: 0.04,
  invocation: 0.15,
  process: 0.1,
  event: 0.3,
};

/**
 * Faults from a seed. Whether the n-th occasion of a kind gets a fault depends only on the seed, the kind and n. A run can
 * be repeated, except for differences in its own concurrency.
 */
export function seededFaults(options: SeededFaultsOptions): ReportingPlan {
  const { seed, chances = CHANCES, perSubject = 2, total = Number.POSITIVE_INFINITY, excludes } = options;
  const occasions = createCounter();
  const faultCounts = createCounter();
  const injected: InjectedFault[] = [];
  return {
    injected,
    faultAt(occasion) {
      const nth = occasions.next(kindOf(occasion));
      const { chance, choice } = draw(`${seed} ${kindOf(occasion)} ${nth}`);
      if (chance >= (chances[occasion.layer] ?? 0) || injected.length >= total) return undefined;
      const subject = subjectOf(occasion);
      if (faultCounts.count(subject) >= perSubject) return undefined;
      const faults = possibleFaults(occasion).filter((fault) => !excludes?.(fault, occasion));
      const fault = faults[Math.floor(choice * faults.length)];
      if (fault === undefined) return undefined;
      faultCounts.next(subject);
      injected.push({ fault, occasion, nth });
      return fault;
    },
  };
}

/** A plan with one fault: at the n-th matching occasion. */
export function oneFault(fault: Fault, isMeant: (occasion: Occasion) => boolean, nth = 1): ReportingPlan {
  const injected: InjectedFault[] = [];
  let met = 0;
  return {
    injected,
    faultAt(occasion) {
      if (!isMeant(occasion) || !possibleFaults(occasion).includes(fault)) return undefined;
      met += 1;
      if (met !== nth) return undefined;
      injected.push({ fault, occasion, nth });
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
  const worker = 'functionName' in occasion ? occasion.functionName : occasion.layer;
  return `${worker} ${occasion.subject}`;
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
