import { isDeepStrictEqual } from 'node:util';
import { type InjectedFault, kindOf } from '../../local/faults/fault-plan.ts';
import { applyInOrder, type ModelRecord, type ModelUser } from '../lambdas/processing/model.ts';
import type { Imported, TestUser } from '../support/test-cloud.ts';
import type { Purpose, TrialOutcome } from './run-trial.ts';

/** Differences from the model; empty if there are none. An evaluation reports outcomes and leaves the users unchanged. */
export function violationsOf(
  files: readonly (readonly ModelRecord[])[],
  { imports, users }: TrialOutcome,
  injected: readonly InjectedFault[],
  purpose: Purpose = 'import',
): string[] {
  const model = new Map<string, ModelUser>();
  const violations = files.flatMap((records, i) => {
    const { outcomes } = applyInOrder(records, purpose === 'evaluate' ? new Map() : model);
    const imported = imports[i];
    if (imported === undefined) return [`file ${i + 1} was not imported`];
    // Only the first file is evaluated with the same users that its import finds.
    const preview = purpose === 'confirm' && i === 0 ? previewViolations(outcomes, imported) : [];
    return [
      ...importViolations(outcomes, imported, purpose),
      ...mailViolations(imported, injected, purpose === 'confirm' ? 1 : 0),
      ...preview,
    ].map((what) => `file ${i + 1}: ${what}`);
  });
  return [...violations, ...userViolations(users, model)];
}

export function userViolations(
  users: readonly TestUser[],
  model: ReadonlyMap<string, ModelUser>,
): readonly string[] {
  return differs('the users', users, [...model].map(asStored));
}

export function endViolations(
  { item, mails }: Pick<Imported, 'item' | 'mails'>,
  status: string,
  injected: readonly InjectedFault[],
): readonly string[] {
  const asked = mails.some(isQuestion) ? 1 : 0;
  return [
    ...(item.status === status ? [] : [`${item.status} instead of ${status}: ${item.reason?.code}`]),
    ...mailViolations({ mails }, injected, asked),
  ];
}

/** One e-mail about the end, and one that asks for the confirmation if the import needs it. */
export function mailViolations(
  { mails }: Pick<Imported, 'mails'>,
  injected: readonly InjectedFault[],
  questions: 0 | 1,
): string[] {
  const asked = mails.filter(isQuestion).length;
  const ended = mails.length - asked;
  return [
    ...(ended >= 1 && ended <= 1 + sentTwice(injected, 'NotifyRequester') ? [] : [`${ended} e-mails`]),
    ...(asked >= questions && asked <= questions + sentTwice(injected, 'AwaitConfirmation')
      ? []
      : [`${asked} e-mails ask for a confirmation instead of ${questions}`]),
  ];
}

const isQuestion = (mail: Buffer): boolean => mail.includes('.question@');

/** An e-mail is sent again if SES accepted it without an acknowledgement, or if its function died. */
function sentTwice(injected: readonly InjectedFault[], functionName: string): number {
  const lost = injected.filter(
    ({ fault, occasion }) =>
      kindOf(occasion).startsWith(`request ${functionName} ses`) &&
      (fault === 'unanswered' || fault === 'killed-after'),
  );
  return lost.length;
}

const ORDER_OF_PREVIEW = ['updated', 'failed', 'created'];

/** Updates come first, then failed records and new users; unchanged records have no rows. */
function previewViolations(outcomes: readonly string[], { preview }: Imported): string[] {
  return differs(
    'the rows of the preview',
    preview.map(({ recordNumber, outcome }) => [Number(recordNumber), outcome]),
    ORDER_OF_PREVIEW.flatMap((each) => numbersOf(outcomes, each).map((number) => [number, each])),
  );
}

function resultViolations(outcomes: readonly string[], { results }: Imported): string[] {
  return differs(
    'the rows of the results',
    results.map(({ recordNumber, outcome }) => [Number(recordNumber), outcome]),
    outcomes.map((outcome, i) => [i + 1, outcome]),
  );
}

function importViolations(outcomes: readonly string[], imported: Imported, purpose: Purpose): string[] {
  const { item } = imported;
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  const { counts } = item;
  const completed = failed > 0 ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED';
  return [
    ...differs('the status', item.status, purpose === 'evaluate' ? 'EVALUATED' : completed),
    ...(purpose === 'evaluate' ? previewViolations : resultViolations)(outcomes, imported),
    ...differs('the counts', counts && { ...counts, warnings: 0 }, countsOf(outcomes)),
    ...differs('the failed rows', failedRows(imported), numbersOf(outcomes, 'failed')),
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

/** Numbers of the records that have an error. */
function failedRows({ errors }: Imported): number[] {
  const rows = errors.filter(({ severity }) => severity === 'error');
  return [...new Set(rows.map(({ recordNumber }) => Number(recordNumber)))].filter((number) => number > 0);
}

/** A user with its attributes as the table stores them. */
function asStored([id, { codes, firstName }]: [string, ModelUser]): TestUser {
  const flat = Object.entries(codes).map(([program, code]) => [`referralCodes.${program}`, code]);
  return { accountId: 'a', id, ...(firstName !== undefined && { firstName }), ...Object.fromEntries(flat) };
}

export function differs(what: string, actual: unknown, expected: unknown): string[] {
  const [found, wanted] = [sorted(actual), sorted(expected)];
  if (isDeepStrictEqual(found, wanted)) return [];
  return [`${what}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`];
}

/** Sorts lists of users by id; returns other values unchanged. */
function sorted(value: unknown): unknown {
  const isUsers = Array.isArray(value) && value.some((one) => typeof one === 'object');
  if (!isUsers) return value;
  return [...(value as TestUser[])].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
}
