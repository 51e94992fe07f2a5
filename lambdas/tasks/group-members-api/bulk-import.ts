import type { FunctionUrlEvent } from '../../contracts/function-url-event.ts';
import { type ApiError, BulkImportRequestSchema, type ImportRow } from '../../contracts/group-members-api.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import { plural } from '../../core/wording/plural.ts';
import { memberProblems } from '../../import-types/group-members-rules.ts';
import { handOver } from './hand-over.ts';
import { importRows, type JudgedRecords } from './import-rows.ts';
import { writeRecords } from './judge-records.ts';
import { ownMembersFile, readRecords } from './members-file.ts';
import type { Call, GroupMembersApiPorts } from './ports.ts';
import { problemsOf, readBody } from './read-body.ts';
import { recordsCsv } from './records-csv.ts';
import { type Reply, refusal } from './reply.ts';

/** `bulk-import`: makes the records members of a group. An invalid record does not affect the others. */
export async function bulkImport(
  event: FunctionUrlEvent,
  call: Call,
  ports: GroupMembersApiPorts,
): Promise<Reply> {
  const request = readBody(event, BulkImportRequestSchema);
  if (!request.ok) return request.reply;
  const { records: sent, ...membership } = request.body;
  const problems = memberProblems({ settings: call.settings, parameters: membership });
  if (problems.length > 0) return refusal(400, problemsOf(problems, membership));
  const written = recordsCsv(sent, call.settings);
  if (!written.ok) return refusal(400, written.errors);
  const parameters = { ...membership, selectedFields: [...written.selectedFields] };
  const file = ownMembersFile(written.csv, parameters, call);
  if (sent.length > call.settings.limits.syncRecords) return handOver(file, 'import', call, ports);
  const records = readRecords(file, sent.length);
  const judged = await writeRecords(file, records, call.requestId, ports);
  return answer(importRows(judged, call.settings), judged);
}

function answer(output: readonly ImportRow[], { records, outcomes }: JudgedRecords): Reply {
  const counts = { records: records.length, created: 0, updated: 0, unchanged: 0, failed: 0 };
  for (const { recordNumber } of records) {
    const outcome: Outcome = outcomes.get(recordNumber)?.outcome ?? 'failed';
    counts[outcome] += 1;
  }
  const errors = output.flatMap(({ errors = [] }, i) => errors.map((error) => inRecord(error, i)));
  const message = `${counts.records - counts.failed} of ${plural(counts.records, 'record')} imported.`;
  return { status: 200, message, errors, object: { counts, output } };
}

function inRecord(error: ApiError, index: number): ApiError {
  return { ...error, key: error.key === '' ? `records[${index}]` : `records[${index}].${error.key}` };
}
