import { isDeepStrictEqual } from 'node:util';
import { kindOf, type Struck } from '../../local/faults/fault-plan.ts';
import { applyInOrder, type ModelRecord, type ModelUser } from '../lambdas/processing/model.ts';
import type { Imported, TestUser } from '../support/test-cloud.ts';
import type { TrialOutcome } from './run-trial.ts';

/** What is not as the model says: none when all is well. */
export function violationsOf(
  files: readonly (readonly ModelRecord[])[],
  { imports, users }: TrialOutcome,
  struck: readonly Struck[],
): string[] {
  const model = new Map<string, ModelUser>();
  const violations = files.flatMap((records, i) => {
    const { outcomes } = applyInOrder(records, model);
    const imported = imports[i];
    if (imported === undefined) return [`file ${i + 1} was not imported`];
    return importViolations(outcomes, imported, mailsAllowed(struck)).map((what) => `file ${i + 1}: ${what}`);
  });
  return [...violations, ...differs('the users', users, [...model].map(asStored))];
}

/** A mail that SES took and did not acknowledge, or whose sender died of it, is sent again. */
export function mailsAllowed(struck: readonly Struck[]): number {
  const lost = struck.filter(
    ({ fault, occasion }) =>
      kindOf(occasion).startsWith('request NotifyRequester ses') &&
      (fault === 'unanswered' || fault === 'killed-after'),
  );
  return 1 + lost.length;
}

function importViolations(outcomes: readonly string[], imported: Imported, mailsAllowed: number): string[] {
  const { item, results, mails } = imported;
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  const { counts } = item;
  return [
    ...differs('the status', item.status, failed > 0 ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED'),
    ...differs(
      'the outcomes',
      results.map(({ outcome }) => outcome),
      outcomes,
    ),
    ...differs(
      'the record numbers',
      results.map(({ recordNumber }) => Number(recordNumber)),
      outcomes.map((_, i) => i + 1),
    ),
    ...differs('the counts', counts && { ...counts, warnings: 0 }, countsOf(outcomes)),
    ...differs('the failed rows', failedRows(imported), numbersOf(outcomes, 'failed')),
    ...(mails.length >= 1 && mails.length <= mailsAllowed ? [] : [`${mails.length} e-mails`]),
  ];
}

function countsOf(outcomes: readonly string[]) {
  const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
  return {
    records: outcomes.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    failed: count('failed'),
    warnings: 0,
  };
}

const numbersOf = (outcomes: readonly string[], wanted: string): number[] =>
  outcomes.flatMap((outcome, i) => (outcome === wanted ? [i + 1] : []));

/** Records with an error of their own; a record may have several. */
function failedRows({ errors }: Imported): number[] {
  const rows = errors.filter(({ severity }) => severity === 'error');
  return [...new Set(rows.map(({ recordNumber }) => Number(recordNumber)))].filter((number) => number > 0);
}

/** A user as the table shows it. */
function asStored([id, { codes, firstName }]: [string, ModelUser]): TestUser {
  const flat = Object.entries(codes).map(([program, code]) => [`referralCodes.${program}`, code]);
  return { accountId: 'a', id, ...(firstName !== undefined && { firstName }), ...Object.fromEntries(flat) };
}

function differs(what: string, actual: unknown, expected: unknown): string[] {
  const [found, wanted] = [sorted(actual), sorted(expected)];
  if (isDeepStrictEqual(found, wanted)) return [];
  return [`${what}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`];
}

/** Lists of users by their id; everything else as it is. */
function sorted(value: unknown): unknown {
  const isUsers = Array.isArray(value) && value.some((one) => typeof one === 'object');
  if (!isUsers) return value;
  return [...(value as TestUser[])].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
}
