import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PUBLIC_PATHS } from '../../lambdas/api/router.ts';
import { CSV_PATH_REFUSALS } from '../../lambdas/contracts/csv-path-refusal.ts';
import { MAX_EMAIL_CHARACTERS } from '../../lambdas/contracts/email-address.ts';
import { MAX_REQUEST_RECORDS } from '../../lambdas/contracts/group-members-api.ts';
import { NO_SETTINGS } from '../../lambdas/contracts/no-settings.ts';
import { TenantLimitsSchema } from '../../lambdas/contracts/tenant-settings.ts';
import { MAX_PARAMETERS } from '../../lambdas/contracts/upload-metadata.ts';
import { MAX_RECORDS, REPORT_LIMITS } from '../../lambdas/core/import-type/report-limits.ts';
import { MAX_COLUMNS, MAX_NAMES_BYTES } from '../../lambdas/core/inspection/check-header.ts';
import { GZIP_LIMITS } from '../../lambdas/core/inspection/gzip.ts';
import { MAX_RECORD_BYTES } from '../../lambdas/core/records/chunk-planner.ts';
import { MAX_BYTES } from '../../lambdas/core/tenant-settings/edit-settings.ts';
import { MAX_ITEM_BYTES } from '../../lambdas/core/user/item-size.ts';
import { MAX_USER_KEY_BYTES } from '../../lambdas/core/user/user-key.ts';
import { ISSUE_LIMITS } from '../../lambdas/core/wording/bound-issues.ts';
import { MAX_SHOWN, MAX_SHOWN_NAME } from '../../lambdas/core/wording/show-value.ts';
import { codeList } from '../../lambdas/import-types/field-values.ts';
import { MAX_DEPTH } from '../../lambdas/import-types/nested-values.ts';
import { MAX_HEADER_BYTES } from '../../lambdas/reading/inspection/parse-feed-header.ts';
import { HEAD_BYTES } from '../../lambdas/reading/inspection/read-layout.ts';
import { MAX_REASON } from '../../lambdas/runtime/errors.ts';
import { MAX_CSV_BYTES } from '../../lambdas/tasks/group-members-api/load-csv.ts';
import { MAX_ERRORS } from '../../lambdas/tasks/group-members-api/reply.ts';
import { STAGE_FIELDS } from '../../lib/stage-config.ts';
import { TASKS } from '../../lib/tasks.ts';
import { accessTable, CALLERS } from '../../scripts/docs/access-table.ts';
import { securityPage } from '../../scripts/docs/security-page.ts';
import { TYPES_WITH_FULL_FEED } from '../lambdas/support/types-with-full-feed.ts';

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');

const number = (value: number) => value.toLocaleString('en-US');

const stage = (name: string) => {
  const field = STAGE_FIELDS.find((each) => each.name === name);
  return { byDefault: Number(field?.byDefault), most: Number(/to (\d+)$/.exec(field?.expected ?? '')?.[1]) };
};
const GIB = 1024 ** 3;
const { byDefault, most } = stage('maxFileBytes');
const mostOf = (name: 'mailsPerDay' | 'openImports') => TenantLimitsSchema.shape[name].unwrap().maxValue ?? 0;
const fieldLengths = TYPES_WITH_FULL_FEED.flatMap(({ fields }) => fields.map(({ maxLength }) => maxLength));

/** Each row of the table: how it begins, and its numbers in the code. */
const LIMITS: readonly (readonly [what: string, numbers: readonly number[]])[] = [
  ['size of a file', [byDefault / GIB, most / GIB]],
  ['contents of a gzip file', [GZIP_LIMITS.ratio, GZIP_LIMITS.freeBytes]],
  ['records of a file', [MAX_RECORDS]],
  ['duplicates of a file', [TASKS.SplitFile.timeoutSeconds]],
  ['header row and first record', [HEAD_BYTES]],
  ['columns of a header row', [MAX_COLUMNS]],
  ['names in a header row', [MAX_NAMES_BYTES]],
  ['header file of a user feed', [MAX_HEADER_BYTES]],
  ['a record in memory', [MAX_RECORD_BYTES / 1024 ** 2]],
  ['text of a field', [Math.min(...fieldLengths), Math.max(...fieldLengths)]],
  ['entries of a list of codes', [codeList.maxItems]],
  ['depth of nested values', [MAX_DEPTH]],
  ['a stored user', [MAX_ITEM_BYTES]],
  ['key of a user', [MAX_USER_KEY_BYTES]],
  ['issues of a record', [ISSUE_LIMITS.perRecord]],
  ['message of an issue', [ISSUE_LIMITS.message, MAX_SHOWN, MAX_SHOWN_NAME]],
  ['reason of a rejection', [MAX_REASON]],
  ['columns from the data', [REPORT_LIMITS.dynamicColumns]],
  ['unknown names', [REPORT_LIMITS.unknownNames]],
  ['e-mails of a tenant in a day', [NO_SETTINGS.limits.mailsPerDay, mostOf('mailsPerDay')]],
  ['address of a recipient', [MAX_EMAIL_CHARACTERS]],
  ['open imports of a tenant', [NO_SETTINGS.limits.openImports, mostOf('openImports')]],
  ['name of a file in an e-mail', [MAX_SHOWN_NAME]],
  ['settings of a tenant', [MAX_BYTES]],
  ['parameters in the metadata', [MAX_PARAMETERS]],
  ['file that `csvPath` names', [MAX_CSV_BYTES]],
  ['records of an API request', [MAX_REQUEST_RECORDS]],
  ['errors of an API answer', [MAX_ERRORS]],
];

const block = /<!-- limits:.*?-->\n(.*)<!-- \/limits -->/s.exec(page)?.[1] ?? '';
const ROWS = block.trim().split('\n').slice(2);

describe('docs/security.md', () => {
  it('has the table of operations and bearers as a run makes it', async () => {
    expect(await securityPage()).toBe(page);
  });

  it('shows that no operation is open to a bearer that is not valid, nor to one without its permission', async () => {
    const isPublic = (operation: string) => PUBLIC_PATHS.includes(operation.replace('GET ', ''));
    const rows = await accessTable();
    expect(rows.filter(({ operation }) => isPublic(operation)).flatMap(({ answers }) => answers)).toEqual(
      PUBLIC_PATHS.flatMap(() => CALLERS.map(() => 'yes')),
    );
    for (const { operation, answers } of rows.filter((row) => !isPublic(row.operation))) {
      const of = (title: string) => answers[CALLERS.findIndex((caller) => caller.title.startsWith(title))];
      const described = [of('none'), of('expired'), of('of a suspended'), of('API key without')];
      // Who a bearer is, it may always ask.
      const isForAll = operation === 'GET /v1/session';
      expect(described, operation).toEqual(['401', '401', '403', isForAll ? 'yes' : '403']);
      const isForOperators = /\/v1\/(tenants|stage)/.test(operation);
      // A key or an operator is no session that could end itself.
      const isForSessions = operation === 'DELETE /v1/session';
      for (const { title } of CALLERS.filter((caller) => caller.title.startsWith('session')))
        if (isForSessions) expect(of(title), title).toBe('yes');
      const isOfOne = /\{(import|key|session|webhook|erasure)Id\}/.test(operation);
      expect(of('another tenant'), operation).toBe(
        isForOperators || isForSessions ? '403' : isOfOne ? '404' : 'yes',
      );
      expect(of('operator'), operation).toBe(
        isForOperators || (/\/v1\/(sessions?|erasures)\b/.test(operation) && !isForSessions) ? 'yes' : '403',
      );
    }
  });

  it('shows each operation with at least one bearer for which it runs', async () => {
    for (const { operation, answers } of await accessTable()) expect(answers, operation).toContain('yes');
  });

  it.each(LIMITS)('states the limit of the code: %s', (what, numbers) => {
    const row = ROWS.find((line) => line.startsWith(`| ${what}`)) ?? '';
    for (const limit of numbers) expect(row.split('|')[2]).toMatch(new RegExp(`\\b${number(limit)}\\b`));
  });

  it('states no limit that is not compared with the code', () => {
    expect(ROWS.filter((row) => !LIMITS.some(([what]) => row.startsWith(`| ${what}`)))).toEqual([]);
    expect(ROWS).toHaveLength(LIMITS.length);
  });

  it('lists each reason to refuse a csvPath, with the text of the contract', () => {
    const block = /<!-- csv-path-refusals:.*?-->\n(.*)<!-- \/csv-path-refusals -->/s.exec(page)?.[1];
    const rows = Object.entries(CSV_PATH_REFUSALS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
    expect(block).toBe(['| code | meaning |', '|---|---|', ...rows, ''].join('\n'));
  });
});
