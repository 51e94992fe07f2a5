import type { GroupMembersParameters } from '../../contracts/group-members.ts';
import { ImportOptionsSchema } from '../../contracts/import-options.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { groupMembers } from '../../import-types/group-members.ts';
import { type CsvLayout, headerlessLayout, readHeaderlessLayout } from '../../reading/headerless-layout.ts';
import { type ChunkRecord, readChunk } from '../../reading/read-chunk.ts';
import { FileRejected } from '../../runtime/errors.ts';
import { decodeFile, HEAD_BYTES, notUtf8 } from './decode-file.ts';
import type { Caller } from './ports.ts';

/** A file of group members that is held in memory, with what is needed to read it. */
export interface MembersFile {
  /** In UTF-8. */
  readonly bytes: Buffer;
  readonly layout: CsvLayout;
  readonly type: ImportType;
  readonly tenant: string;
  readonly parameters: GroupMembersParameters;
}

/** A file that was sent. @throws FileRejected when it is not a file of group members */
export function openMembersFile(
  stored: Buffer,
  parameters: GroupMembersParameters,
  { tenant, settings }: Caller,
): MembersFile {
  const type = groupMembers.resolve({ settings, parameters });
  const bytes = decodeFile(stored, settings.encoding);
  return { bytes, layout: layoutOf(bytes, type.headerless ?? []), type, tenant, parameters };
}

function layoutOf(bytes: Buffer, columns: readonly string[]): CsvLayout {
  const head = { bytes: bytes.subarray(0, HEAD_BYTES), complete: bytes.length <= HEAD_BYTES };
  try {
    return readHeaderlessLayout(head, columns);
  } catch (error) {
    // Its advice is an option of imports.
    const isBadText = error instanceof FileRejected && error.reason.code === 'WRONG_ENCODING';
    throw isBadText ? notUtf8(bytes) : error;
  }
}

/** A file that this API wrote, with commas. */
export function ownMembersFile(
  bytes: Buffer,
  parameters: GroupMembersParameters,
  { tenant, settings }: Caller,
): MembersFile {
  const type = groupMembers.resolve({ settings, parameters });
  return { bytes, layout: headerlessLayout(type.headerless ?? [], ','), type, tenant, parameters };
}

/** The first records, as a worker of an import reads them. */
export function readRecords(
  { bytes, layout, type, tenant }: MembersFile,
  atMost: number,
): readonly ChunkRecord[] {
  const { offset: start, line: firstLine } = layout;
  const range = { index: 0, start, end: bytes.length, firstRecord: 1, firstLine, records: atMost };
  const options = ImportOptionsSchema.parse({});
  const source = { bytes: bytes.subarray(start), range, layout, type, tenant, options };
  return [...readChunk(source, { includes: () => true }).take(atMost)];
}
