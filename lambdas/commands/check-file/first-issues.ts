import { withMapping } from '../../core/import-type/with-mapping.ts';
import { dialectOf } from '../../core/records/dialect.ts';
import { wholeRecords } from '../../core/records/whole-records.ts';
import { boundIssues } from '../../core/wording/bound-issues.ts';
import type { LocatedIssue } from '../../core/wording/group-issues.ts';
import type { FileToInspect, InspectedFile, OpenedFile } from '../../reading/inspection/inspect-upload.ts';
import { readChunk } from '../../reading/read-chunk.ts';

const MAX_RECORDS = 1000;
const MAX_ISSUES = 100;

export interface FirstIssues {
  /** How many records were read. */
  readonly checkedRecords: number;
  readonly issues: readonly LocatedIssue[];
}

/**
 * The errors and warnings of the first records that each record has by itself. Those that depend on stored users or other
 * records are not known here.
 */
export function firstIssues(
  { tenant, options, settings }: FileToInspect & { readonly tenant: string },
  { head }: OpenedFile,
  { type, layout }: InspectedFile,
): FirstIssues {
  const rest = head.bytes.subarray(layout.offset);
  const bytes = head.complete ? rest : wholeRecords(rest, dialectOf(layout));
  const locale = options.locale ?? settings.locale;
  const source = {
    layout,
    type: withMapping(type, layout.mapping),
    tenant,
    options: { ...options, ...(locale !== undefined && { locale }) },
    bytes,
    range: {
      index: 0,
      start: layout.offset,
      end: layout.offset + bytes.length,
      firstRecord: 1,
      firstLine: layout.line,
      records: 0,
    },
  };
  const issues: LocatedIssue[] = [];
  let checkedRecords = 0;
  for (const { recordNumber, originalRecord = recordNumber, line, read } of readChunk(source, {
    includes: (number) => number <= MAX_RECORDS,
  })) {
    if (issues.length >= MAX_ISSUES) break;
    checkedRecords += 1;
    for (const issue of boundIssues(read.ok ? (read.warnings ?? []) : read.issues))
      issues.push({ recordNumber: originalRecord, line, issue });
  }
  return { checkedRecords, issues };
}
