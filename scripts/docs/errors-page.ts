import { ISSUE_MEANINGS, STATUS_CODES } from '../../lambdas/contracts/issue.ts';
import { REJECTION_CODES } from '../../lambdas/contracts/rejection.ts';
import { ERROR_CATALOGUE, type ErrorFamily } from '../../lambdas/runtime/errors.ts';
import { table } from './markdown.ts';

const KINDS: Readonly<Record<ErrorFamily['kind'], string>> = {
  sender: 'the sender’s to mend',
  transient: 'tried again by itself',
  breach: 'a broken promise; ends in `ABORTED`',
  configuration: 'a wrong set-up; ends in `ABORTED`',
};

/** The text of docs/errors.md: what can go wrong with a record, a file and the system, under which name, and what to do. */
export function errorsPage(): string {
  const records = Object.entries(STATUS_CODES).map(([code, status]) => [
    `\`${code}\``,
    String(status),
    ISSUE_MEANINGS[code as keyof typeof STATUS_CODES],
  ]);
  const files = Object.entries(REJECTION_CODES).map(([code, meaning]) => [`\`${code}\``, meaning]);
  const system = Object.values<ErrorFamily>(ERROR_CATALOGUE).map(({ name, kind, meaning, action }) => [
    `\`${name}\``,
    KINDS[kind],
    meaning,
    action,
  ]);
  return [
    '# Errors',
    '',
    '<!-- Written by `npm run docs` from the catalogues in the code. Change those, not this page. -->',
    '',
    'Three things can go wrong, and each is told to whoever can mend it. The names below are stable: programs may match on them.',
    '',
    '## A record',
    '',
    'costs that record and no other. It is a row of `errors.csv`: `recordNumber,message,apiErrorCode,statusCode,line,field,severity,retryable`.',
    'An `error` fails its record, which is in `failed-records` as it was sent; a `warning` does not.',
    '',
    ...table(['apiErrorCode', 'statusCode', 'Meaning'], records),
    '',
    '## A file',
    '',
    'is rejected as a whole before anything is written. The code is the import’s `reason.code`; the message beside it says what was expected, what was found, and what to do.',
    '',
    ...table(['Code', 'Meaning'], files),
    '',
    '## The system',
    '',
    'These are the names of errors that the functions throw: they stand in the execution’s history, and the state machine decides by them.',
    'Any other name (`Lambda.…`, `States.…`, or that of an AWS service) is tried again, and ends in `ABORTED` when it persists.',
    '',
    ...table(['Name', 'Kind', 'Meaning', 'What to do'], system),
    '',
  ].join('\n');
}
