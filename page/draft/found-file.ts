import type { InspectedFile } from '../check/protocol.ts';

/** What was recognised of a file before its columns were mapped. */
export interface FoundFile {
  /**
   * `given`: the type has no columns to be mapped. `fit`: each column is a field by its name, or by what the tenant
   * remembers. `choose`: a person decides.
   */
  readonly columns: 'given' | 'fit' | 'choose';
  readonly format: 'csv' | 'jsonl' | 'json';
  readonly suggestions: NonNullable<InspectedFile['columns']>;
  readonly ownFields: NonNullable<InspectedFile['ownFields']>;
  readonly preview: InspectedFile['preview'];
}
