import { type WriteMark, WriteMarkSchema } from '../contracts/write-mark.ts';
import { packOutcomes, unpackOutcomes } from '../core/apply/packed-outcomes.ts';

/** A write mark as the attribute `_import` of a user: the outcomes are packed, because an item has at most 400 KB. */
export function packedMark({ outcomes, ...mark }: WriteMark): object {
  return { ...mark, outcomes: packOutcomes(outcomes) };
}

/** @returns undefined when the attribute is missing or is not a mark: another system may have written the item. */
export function unpackedMark(attribute: unknown): WriteMark | undefined {
  if (typeof attribute !== 'object' || attribute === null || !('outcomes' in attribute)) return undefined;
  if (typeof attribute.outcomes !== 'string') return undefined;
  const mark = WriteMarkSchema.safeParse({ ...attribute, outcomes: unpackOutcomes(attribute.outcomes) });
  return mark.success ? mark.data : undefined;
}
