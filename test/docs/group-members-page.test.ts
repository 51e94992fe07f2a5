import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEMBER_FIELDS } from '../../lambdas/contracts/group-members.ts';
import {
  BulkImportRequestSchema,
  EvaluateRequestSchema,
  RESULTS,
} from '../../lambdas/contracts/group-members-api.ts';

const page = readFileSync(new URL('../../docs/group-members-api.md', import.meta.url), 'utf8');

describe('docs/group-members-api.md', () => {
  it('lists each result with its id and name', () => {
    const rows = [...page.matchAll(/^\| (\d) \| ([^|]+) \|/gm)].map(([, id, name]) => [id, name]);
    expect(rows).toEqual(Object.entries(RESULTS));
  });

  it('shows requests that the API accepts, and the ids of the fields of every record', () => {
    const [evaluate, row, bulkImport] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) =>
      JSON.parse(json ?? ''),
    );
    expect(EvaluateRequestSchema.safeParse(evaluate).error).toBeUndefined();
    expect(BulkImportRequestSchema.safeParse(bulkImport).error).toBeUndefined();
    expect(row.fields.map(({ id, name }: { id: string; name: string }) => ({ id, name }))).toEqual(
      MEMBER_FIELDS.map(({ id, name }) => ({ id, name })),
    );
  });
});
