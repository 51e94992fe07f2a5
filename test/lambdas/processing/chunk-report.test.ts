import { expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { reportChunk } from '../../../lambdas/processing/chunk-report.ts';
import { readJson } from '../import-types/read-participant.ts';

it('the report of a chunk is refused if a valid record has no outcome', () => {
  const text = '{"accountId":"acme","id":"ann"}';
  const record = { recordNumber: 3, line: 3, raw: Buffer.from(text), read: readJson(text) };
  const report = (records: readonly (typeof record)[]) =>
    reportChunk({
      layout: { format: 'jsonl', offset: 0, line: 1 },
      type: participants.resolve({ settings: NO_SETTINGS, parameters: undefined }),
      records,
      outcomes: new Map(),
      fullResults: true,
      isUnknown: () => false,
    });
  expect(() => report([record])).toThrow('record 3 is valid and has no outcome');
  expect(report([{ ...record, read: readJson('{"id":"ann","accountId":""}') }]).counts.failed).toBe(1);
});
