import type { StatesBlock } from '../definition/state.ts';
import type { Json } from '../language/json.ts';
import type { Flow } from './flow.ts';
import type { TaskTokens } from './task-tokens.ts';

/** Everything a running flow needs of the world. */
export interface InterpreterServices {
  readonly region: string;
  readonly now: () => Date;
  readonly random: () => number;
  /** Scales Wait states and the pauses of Retry; 0 makes them immediate. Timeouts are not scaled. */
  readonly timeScale: number;
  readonly tokens: TaskTokens;
  readonly invokeLambda: (
    functionName: string,
    payload: Json,
    executionArn: string,
    line: string,
  ) => Promise<unknown>;
  /** Awaited after a state was entered and before its work. */
  readonly onStateEntered: (entered: StateEntered) => unknown;
  readonly runDistributedMap: (job: DistributedMapJob, flow: Flow) => Promise<Json>;
}

export interface StateEntered {
  readonly executionArn: string;
  readonly stateName: string;
  readonly input: Json;
}

/** A Map Run as its Map state asks for it: every path and template but ItemSelector already evaluated. */
export interface DistributedMapJob {
  readonly stateName: string;
  readonly label: string;
  readonly processor: StatesBlock;
  readonly items: ItemSource;
  /** The input of the child for one item (ItemSelector applied). */
  readonly select: (item: Json, index: number) => Json;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
  readonly resultWriter: { readonly bucket: string; readonly prefix: string } | undefined;
}

export type ItemSource =
  | { readonly kind: 'array'; readonly items: Json[] }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly key: string;
      readonly inputType: 'JSON' | 'JSONL';
      readonly maxItems: number;
    };
