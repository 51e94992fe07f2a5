import type { CsvPathRefusal, CsvPathRefusalCode } from '../../contracts/csv-path-refusal.ts';

/** Carries a refusal to the one place that makes a value of it. It never leaves `guarded-fetch`. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused';
  readonly refusal: CsvPathRefusal;

  constructor(reason: CsvPathRefusalCode, message: string, options?: ErrorOptions) {
    super(reason, options);
    this.refusal = { reason, message };
  }
}
