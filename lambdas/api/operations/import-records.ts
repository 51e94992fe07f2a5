import * as z from 'zod';
import type { FoundRecord } from '../../commands/list-records/find-record.ts';
import { RECORD_CURSOR, readRecordCursor } from '../../commands/list-records/record-cursor.ts';
import { type Import, ImportIdSchema } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import { IssueCodeSchema, SeveritySchema } from '../../contracts/issue.ts';
import { OutcomeSchema } from '../../contracts/outcome.ts';
import { WORK_DAYS } from '../../contracts/retention.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import type { ChunkPhase } from '../../core/naming/item-keys.ts';
import { typeOfImport } from '../../import-types/registry.ts';
import { operation } from '../operation.ts';
import { readOwnImport } from '../own-import.ts';
import { pageCursor } from '../page-cursor.ts';
import { Problem } from '../problem.ts';
import { OneRecordSchema, RecordViewSchema, recordView } from '../record-view.ts';

const MAX_PAGE = 500;
const ImportParams = z.object({ importId: ImportIdSchema });
const PhaseSchema = z.enum(['import', 'evaluation']);

const listImportRecords = operation({
  id: 'listImportRecords',
  method: 'GET',
  path: '/v1/imports/{importId}/records',
  tag: 'Imports',
  summary: 'Lists the records of an import with their outcomes and issues, in the order of the file.',
  description: `While the import runs, the list has the first part of the file, and \`complete\` is false. Of an import that waits for its confirmation, the list says what it would do: \`counts\` of the import has how many records each outcome has. With \`code\`, \`field\` or \`severity\`, it has records with such an issue; warnings about referral codes that no user has are only in \`…/issues\`. A page may have fewer records than \`limit\`. There are no more only if \`next\` is absent. Records are listed for ${WORK_DAYS} days; \`results.csv\` is kept longer.`,
  permission: 'imports:read',
  params: ImportParams,
  query: z.strictObject({
    of: PhaseSchema.optional().meta({
      description:
        '`evaluation`: what the evaluation before the import has found. Absent: the import, or its evaluation if nothing is imported yet.',
    }),
    outcome: OutcomeSchema.optional(),
    code: IssueCodeSchema.optional(),
    field: z.string().max(1000).optional().meta({ description: 'Only records with an issue about it.' }),
    severity: SeveritySchema.optional(),
    cursor: pageCursor(RECORD_CURSOR),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
  }),
  status: 200,
  result: z.object({
    of: PhaseSchema,
    records: z.array(RecordViewSchema),
    next: z.string().optional(),
    complete: z.boolean().meta({ description: 'False: further records can still get an outcome.' }),
  }),
  problems: ['invalid-request', 'not-found', 'import-damaged', 'conflict'],
  async run({ bearer, params, query }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    const { cursor: text, limit, of: phase = phaseOf(item), ...filter } = query;
    const cursor = text === undefined ? undefined : readRecordCursor(text);
    if (cursor !== undefined && cursor.phase !== phase)
      throw new Problem(
        'conflict',
        'The list has changed since that page. Request it again without `cursor`.',
        {
          code: 'CursorOutdated',
        },
      );
    const listed = await ports.listRecords(item, { phase, filter, cursor, limit });
    if (!listed.found) throw expired();
    const { records, next } = listed;
    const type = keyOf(item);
    return {
      body: {
        of: phase,
        records: records.map((record) => recordView(record, type)),
        next,
        complete: isComplete(item, phase),
      },
    };
  },
});

const getImportRecord = operation({
  id: 'getImportRecord',
  method: 'GET',
  path: '/v1/imports/{importId}/records/{place}',
  tag: 'Imports',
  summary: 'Shows one record of an import: as it was sent, its outcome and its issues.',
  description: `An import without an evaluation does not keep what was stored before a record. \`user\` leads to the user as it is now. Records are shown for ${WORK_DAYS} days.`,
  permission: 'imports:read',
  params: ImportParams.extend({ place: z.coerce.number().int().min(1).max(1e12) }),
  status: 200,
  result: OneRecordSchema,
  problems: ['not-found', 'import-damaged'],
  async run({ bearer, params: { importId, place } }, ports) {
    const item = await readOwnImport(ports, bearer, importId);
    const found = await ports.findRecord(item, place);
    if (found === undefined || Object.keys(found).length === 0)
      throw new Problem('not-found', `Nothing is known of a record ${place} of this import.`);
    return { body: oneView(found, place, keyOf(item)) };
  },
});

function oneView(
  { import: imported, evaluation, sent }: FoundRecord,
  place: number,
  type: Pick<ImportType, 'key'>,
) {
  const known = imported ?? evaluation;
  const {
    changes: _,
    outcome: __,
    ...view
  } = known === undefined ? { ...UNKNOWN, recordNumber: place, place } : recordView(known, type);
  const found = evaluation && recordView(evaluation, type);
  return {
    ...view,
    outcome: imported?.outcome,
    values: known?.details,
    evaluation: found && { outcome: found.outcome, issues: found.issues, changes: found.changes },
    sent: sent && {
      ...sent,
      values: sent.values?.map(([column, value]) => ({ column, value })),
    },
  };
}

const UNKNOWN = { key: {}, issues: [], changes: undefined, outcome: undefined };

/** Whether nothing of the import itself is known: it is evaluated, or ended after its evaluation. */
function phaseOf({ evaluation }: Import): ChunkPhase {
  return evaluation === 'PENDING' ? 'evaluation' : 'import';
}

function isComplete(item: Import, phase: ChunkPhase): boolean {
  if (FINAL_STATUSES.has(item.status) || item.status === 'AWAITING_CONFIRMATION') return true;
  return phase === 'evaluation' && item.evaluation === 'PASSED';
}

/** No fields of the key, if the type is not known, or there is none any more. */
function keyOf(item: Import): Pick<ImportType, 'key'> {
  return { key: typeOfImport(item)?.key ?? [] };
}

function expired(): Problem {
  const detail = 'The single records have expired. Download results.csv, if it is still there.';
  return new Problem('not-found', detail, { code: 'RecordsExpired' });
}

export const RECORD_OPERATIONS = [listImportRecords, getImportRecord];
