import { readFeedName } from '../core/naming/feed-name.ts';
import { showName } from '../core/wording/show-value.ts';
import { findDefinition, IMPORT_TYPES } from '../import-types/registry.ts';
import { Problem } from './problem.ts';
import { MAX_FORM_BYTES } from './uploads.ts';

interface AnnouncedFile {
  readonly fileName: string;
  readonly bytes: number;
}

/**
 * What a request says about the two files of a pair: the data file as for other types, and the header file.
 * @returns the timestamp of the pair; undefined for a type with one file
 * @throws Problem invalid-request
 */
export function readPair(
  { importType, header, ...data }: AnnouncedFile & { importType: string; header?: AnnouncedFile | undefined },
  at: Date,
): string | undefined {
  if (findDefinition(importType)?.paired !== true) {
    if (header !== undefined) throw refused('/header', `Imports of ${importType} are made of one file.`);
    refuseUnnamedType(importType, data, at);
    return undefined;
  }
  if (header === undefined)
    throw refused(
      '/header',
      `Imports of ${importType} are made of two files: send header.fileName and header.bytes.`,
    );
  const timestamp = timestampOf('/fileName', 'data', data, at);
  if (timestampOf('/header/fileName', 'header', header, at) !== timestamp)
    throw refused('/header/fileName', 'The names of the two files must have the same timestamp.');
  if (header.bytes > MAX_FORM_BYTES)
    throw refused('/header/bytes', `A header file may have at most ${MAX_FORM_BYTES} bytes.`);
  return timestamp;
}

/** A file of a pair is recognised by its name, and would wait for another file that this import does not have. */
function refuseUnnamedType(importType: string, { fileName }: AnnouncedFile, at: Date): void {
  if (importType !== 'auto' || !readFeedName(fileName, at).ok) return;
  const paired = IMPORT_TYPES.find((type) => type.paired)?.name;
  throw refused(
    '/importType',
    `${showName(fileName)} is one of two files: send the import type ${paired} and header.`,
  );
}

function timestampOf(
  pointer: string,
  half: 'data' | 'header',
  { fileName }: AnnouncedFile,
  at: Date,
): string {
  const name = readFeedName(fileName, at);
  if (!name.ok) throw refused(pointer, name.message);
  if (name.half === half) return name.timestamp;
  throw refused(
    pointer,
    `${showName(fileName)} is the name of a ${name.half} file. Expected that of the ${half} file.`,
  );
}

function refused(pointer: string, detail: string): Problem {
  return new Problem('invalid-request', detail, { errors: [{ in: 'body', pointer, detail }] });
}
