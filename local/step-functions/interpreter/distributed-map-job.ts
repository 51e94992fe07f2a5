import type { StatesBlock } from '../definition/state.ts';
import type { Json } from '../language/json.ts';

/** The parameters of a Map Run. All paths and templates are evaluated, except ItemSelector. */
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
