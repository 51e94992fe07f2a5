import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../../../lambdas/contracts/import-options.ts';
import { type Issue, STATUS_CODES } from '../../../../lambdas/contracts/issue.ts';
import { generatedCodes } from '../../../../lambdas/import-types/referral-programs.ts';
import { fileWarnings } from '../../../../lambdas/reading/file-warnings.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import type { InspectedFile } from '../../processing/memory-import.ts';
import { userKeyOf } from '../../processing/model.ts';
import { runImports } from '../../processing/run-imports.ts';
import type { MemoryTables } from '../../support/memory-tables.ts';
import { participants } from '../../support/participants.ts';
import { SETTINGS, upsertOn } from './upsert-on.ts';

const IDS = ['ann', 'bob'];
const CODES = ['X', ...IDS.map((id) => generatedCodes(userKeyOf(id), 'p')[0] ?? '')];
const code = fc.constantFrom(...CODES, ...CODES, null, '', 7, 'x'.repeat(256));
const codes = fc.dictionary(fc.constantFrom('p', 'p', 'q', 'a b'), code);

/** Much of it is wrong. */
const record = fc
  .record(
    {
      accountId: fc.constantFrom('a', 'a', 'a', 'a', 'a', null, ''),
      id: fc.constantFrom(...IDS, ...IDS, ...IDS, 5),
      firstName: fc.constantFrom('A', 'B', '', null, '\0'),
      email: fc.constantFrom('ann@example.com', 'bob@example.com', 'ann@example', null, ''),
      referable: fc.constantFrom(true, 'FALSE', 'yes'),
      referralCodes: fc.oneof({ weight: 5, arbitrary: codes }, fc.constantFrom(null, 'X')),
      'referralCodes.q': code,
      sharelinks: fc.constantFrom({ p: 'https://x.example' }, { p: null }, { p: 'javascript:1' }, null),
      referredBy: fc.constantFrom({ code: 'X' }, { code: 'NOBODYS' }, { code: CODES[1] }, { codes: 'X' }),
      referredByCodes: fc.constantFrom(['X', 'NOBODYS'], 'X,,NOBODYS', [null]),
      paymentProviderId: fc.constantFrom('acct_1', 'acct_2', null),
      customFields: fc.constantFrom({ plan: 'gold' }, { plan: null }, { plan: {} }, null, 3),
      segments: fc.constantFrom(['vip'], ['~vip', 'a'], ['~*'], ['!'], null),
      refferable: fc.constant(1),
    },
    { requiredKeys: ['accountId', 'id'] },
  )
  // A record with everything in it fails nearly always.
  .chain(({ accountId, id, ...rest }) =>
    fc
      .subarray(Object.entries(rest), { maxLength: 4 })
      .map((some) => ({ accountId, id, ...Object.fromEntries(some) })),
  );

const options = fc.record(
  {
    mode: fc.constantFrom(
      'upsert' as const,
      'upsert' as const,
      'create-only' as const,
      'update-only' as const,
    ),
    onBlank: fc.constantFrom('keep' as const, 'clear' as const),
    segment: fc.record({
      key: fc.constant('spring'),
      action: fc.constantFrom('add' as const, 'remove' as const),
    }),
  },
  { requiredKeys: ['mode', 'onBlank'] },
);

function fileOf(records: readonly unknown[], choices: Partial<ImportOptions> = {}): InspectedFile {
  const text = records.map((one) => `${JSON.stringify(one)}\n`).join('');
  const layout = { format: 'jsonl', offset: 0, line: 1 } as const;
  return { importType: 'participants', settings: SETTINGS, text, layout, options: choices };
}

const rowOf = ({ message, code, field }: Issue) => ({
  message,
  apiErrorCode: code,
  statusCode: STATUS_CODES[code],
  ...(field === undefined ? {} : { field }),
});
const usersOf = ({ users }: MemoryTables) => new Map([...users].map(([key, { user }]) => [key, user]));

describe('a single-user request and the same record in an import', () => {
  it('have the same outcome, errors, warnings and user', async () => {
    const history = fc.array(record, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(history, record, options, async (before, last, choices) => {
        const imported = await runImports([fileOf(before), fileOf([last], choices)], 9, {});
        const [result] = imported.results[1] ?? [];
        const { tables } = await runImports([fileOf(before)], 9, {});
        const { body } = await upsertOn(tables)(JSON.parse(JSON.stringify(last)), choices);

        const unknown = new Set(imported.tables.chunks.get(0)?.unknownFields);
        const ofFile = fileWarnings(participants, unknown, undefined, 0).map(({ issue }) =>
          // Options of an import.
          rowOf({ ...issue, message: issue.message.replace(/\. To read it: .*$/s, '') }),
        );
        const issues = result?.issues ?? [];
        const warnings = issues.filter(({ severity }) => severity === 'warning').map(rowOf);
        expect(body.warnings).toEqual([...ofFile, ...warnings]);
        const errors = issues.filter(({ severity }) => severity === 'error').map(rowOf);
        expect('errors' in body ? body.errors : []).toEqual(errors);
        expect('outcome' in body ? body.outcome : 'failed').toBe(result?.outcome);
        expect(usersOf(tables)).toEqual(usersOf(imported.tables));
        expect(tables.references).toEqual(imported.tables.references);
      }),
      lawRuns(500),
    );
  });
});
