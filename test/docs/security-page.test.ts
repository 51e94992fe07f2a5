import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CSV_PATH_REFUSALS } from '../../lambdas/contracts/csv-path-refusal.ts';
import { MAX_EMAIL_CHARACTERS } from '../../lambdas/contracts/email-address.ts';
import { MAX_REQUEST_RECORDS } from '../../lambdas/contracts/group-members.ts';
import { MAX_RECORDS, REPORT_LIMITS } from '../../lambdas/core/import-type/report-limits.ts';
import { MAX_ITEM_BYTES } from '../../lambdas/core/user/item-size.ts';
import { MAX_USER_KEY_BYTES } from '../../lambdas/core/user/user-key.ts';
import { ISSUE_LIMITS } from '../../lambdas/core/wording/bound-issues.ts';
import { codeList } from '../../lambdas/import-types/field-values.ts';
import { MAX_CSV_BYTES } from '../../lambdas/tasks/group-members-api/load-csv.ts';
import { MAX_ERRORS } from '../../lambdas/tasks/group-members-api/reply.ts';
import { MAX_HEADER_BYTES } from '../../lambdas/tasks/inspect-file/read-feed-header.ts';
import { HEAD_BYTES } from '../../lambdas/tasks/inspect-file/read-layout.ts';
import { GZIP_LIMITS } from '../../lambdas/tasks/split-file/decompress.ts';

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');

const number = (value: number) => value.toLocaleString('en-US');

/** What the table says of some limits, and the number in the code. */
const LIMITS: readonly (readonly [what: string, numbers: readonly number[]])[] = [
  ['contents of a gzip file', [GZIP_LIMITS.ratio, GZIP_LIMITS.freeBytes]],
  ['records of a file', [MAX_RECORDS]],
  ['header row and first record', [HEAD_BYTES]],
  ['header file of a user feed', [MAX_HEADER_BYTES]],
  ['entries of a list of codes', [codeList.maxItems]],
  ['a stored user', [MAX_ITEM_BYTES]],
  ['key of a user', [MAX_USER_KEY_BYTES]],
  ['issues of a record', [ISSUE_LIMITS.perRecord]],
  ['message of an issue', [ISSUE_LIMITS.message]],
  ['columns from the data', [REPORT_LIMITS.dynamicColumns]],
  ['unknown names', [REPORT_LIMITS.unknownNames]],
  ['address of a recipient', [MAX_EMAIL_CHARACTERS]],
  ['file that `csvPath` names', [MAX_CSV_BYTES]],
  ['records of an API request', [MAX_REQUEST_RECORDS]],
  ['errors of an API answer', [MAX_ERRORS]],
];

describe('docs/security.md', () => {
  it.each(LIMITS)('states the limit of the code: %s', (what, numbers) => {
    const block = /<!-- limits:.*?-->\n(.*)<!-- \/limits -->/s.exec(page)?.[1] ?? '';
    const row = block.split('\n').find((line) => line.startsWith(`| ${what}`)) ?? '';
    for (const limit of numbers) expect(row.split('|')[2]).toMatch(new RegExp(`\\b${number(limit)}\\b`));
  });

  it('lists each reason to refuse a csvPath, with the text of the contract', () => {
    const block = /<!-- csv-path-refusals:.*?-->\n(.*)<!-- \/csv-path-refusals -->/s.exec(page)?.[1];
    const rows = Object.entries(CSV_PATH_REFUSALS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
    expect(block).toBe(['| code | meaning |', '|---|---|', ...rows, ''].join('\n'));
  });
});
