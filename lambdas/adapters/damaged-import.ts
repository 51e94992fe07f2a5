import * as z from 'zod';
import { ImportSchema } from '../contracts/import.ts';
import { RollcallError } from '../runtime/errors.ts';

const OwnerSchema = z.object({
  tenant: z.string(),
  importType: z.string().catch(''),
  createdBy: ImportSchema.shape.createdBy.catch(undefined),
});
/** Whose import it is, as far as the item says it. */
type ImportOwner = z.output<typeof OwnerSchema>;

/** An import whose item does not match its schema. Its values are private: Lambda logs an error's own fields. */
export class DamagedImport extends RollcallError {
  readonly #item: unknown;
  readonly #paths: readonly string[];

  constructor(item: unknown, error: z.ZodError) {
    const paths = error.issues.map(({ path }) => path.join('.'));
    super('ContractViolation', `an item of the imports table is malformed in ${paths.join(', ')}`);
    this.#item = item;
    this.#paths = paths;
  }

  /** @returns undefined if the item does not say it */
  get owner(): ImportOwner | undefined {
    return OwnerSchema.safeParse(this.#item).data;
  }

  /** The names of the attributes that cannot be read. */
  get attributes(): readonly string[] {
    return [...new Set(this.#paths.map((path) => path.split('.', 1).join('')))];
  }
}
