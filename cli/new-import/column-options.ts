import { type Command, InvalidArgumentError } from 'commander';
import {
  type ColumnMap,
  ColumnMapSchema,
  ColumnMapTextSchema,
  type SimilarColumns,
} from '../../lambdas/contracts/column-map.ts';
import { inPlainWords } from '../../lambdas/core/wording/describe-issue.ts';
import { sentence } from '../program/shared-options.ts';
import { UsageError } from '../program/usage-error.ts';
import { readMapWord } from '../tenants/column-map-word.ts';

/** The options that say which fields the columns are. */
export function addColumnOptions(command: Command): void {
  command
    .option(
      '--map <column=field>',
      'read a column that has another name as a field; `column=-` leaves it out (repeatable)',
      addToMap,
    )
    .option(
      '--accept-mapping',
      'read columns with similar names, such as `First Name`, as the fields they mean',
    )
    .option('--ignore-unknown', 'ignore columns with similar names instead of rejecting the file');
}

/** @throws UsageError when both are given */
export function similarColumnsOf(
  acceptMapping: true | undefined,
  ignoreUnknown: true | undefined,
): SimilarColumns | undefined {
  if (acceptMapping && ignoreUnknown)
    throw new UsageError(
      "error: '--accept-mapping' reads columns with similar names, and '--ignore-unknown' ignores them: choose one",
      (words) => words.filter((word) => word !== '--ignore-unknown'),
    );
  if (acceptMapping) return 'map';
  return ignoreUnknown ? 'ignore' : undefined;
}

/** @throws InvalidArgumentError */
function addToMap(word: string, before: ColumnMap = []): ColumnMap {
  if (!word.includes('=')) throw new InvalidArgumentError('Expected COLUMN=FIELD, or COLUMN=-.');
  const map = ColumnMapSchema.safeParse([...before, readMapWord(word)], inPlainWords);
  if (!map.success) throw new InvalidArgumentError(sentence(map.error.issues[0]?.message ?? 'invalid'));
  // It travels as metadata of the upload.
  if (ColumnMapTextSchema.safeEncode(map.data).success) return map.data;
  throw new InvalidArgumentError(
    'The mapping is too long for one import. Store it for the tenant: npx rollcall tenant add TENANT column TYPE COLUMN=FIELD…',
  );
}
