import { isAscii, isUtf8 } from 'node:buffer';
import type { Conversion, FileEncoding } from '../../contracts/file-encoding.ts';
import { createConverter, type Undecodable } from '../../core/encoding/converter.ts';
import { convertReturns, decideConversion } from '../../core/encoding/decide-conversion.ts';
import { createUtf8Check } from '../../core/encoding/utf8-check.ts';
import { countLineFeeds } from '../../core/records/bytes.ts';
import { FileRejected } from '../../runtime/errors.ts';

/** The first bytes, as many as InspectFile reads. */
export const HEAD_BYTES = 256 * 1024;

/** What a caller of this API can do: a request names no encoding. */
const ADVICE =
  'Save it again as "CSV UTF-8" (in Excel: File > Save As > CSV UTF-8). If the tenant’s files are in another encoding, it can be set as `encoding` in the settings of the tenant.';

/**
 * The file in UTF-8, with lines that end in LF: as an import would read it, in the encoding of the tenant.
 * @throws FileRejected for bytes that are no text
 */
export function decodeFile(stored: Buffer, named: FileEncoding | undefined): Buffer {
  const encoding = decideConversion({ bytes: stored, complete: true }, named);
  const text = encoding === undefined ? inUtf8(stored) : convertAll(stored, encoding);
  if (encoding !== undefined && !encoding.encoding.startsWith('utf-') && isUtf8(stored) && !isAscii(stored))
    throw wrong(`The file can be read as UTF-8 and as ${encoding.encoding}.`);
  const lines = convertReturns(text.subarray(0, HEAD_BYTES), encoding);
  return lines === undefined ? text : convertAll(stored, lines);
}

/** A few damaged bytes fail their records only. */
function inUtf8(stored: Buffer): Buffer {
  const check = createUtf8Check(0);
  check.push(stored);
  const { valid, invalid } = check.end();
  if (invalid > valid) throw notUtf8(stored);
  return stored;
}

/** @param stored has bytes that are not UTF-8 */
export function notUtf8(stored: Buffer): FileRejected {
  const check = createUtf8Check(0);
  check.push(stored);
  const { offset = 0, byte = 0 } = check.end().first ?? {};
  const line = 1 + countLineFeeds(stored.subarray(0, offset));
  return notText({ offset, line, bytes: Buffer.of(byte) }, 'UTF-8');
}

function convertAll(stored: Buffer, conversion: Conversion): Buffer {
  const converter = createConverter(conversion);
  const text = Buffer.concat([converter.push(stored), converter.end()]);
  const problem = converter.problem();
  if (problem !== undefined) throw notText(problem, conversion.encoding);
  return text;
}

function notText({ offset, line, bytes }: Undecodable, encoding: string): FileRejected {
  const hex = bytes.toString('hex').toUpperCase().replace(/../g, ' 0x$&');
  return wrong(`The file is not valid ${encoding}: line ${line} (byte ${offset + 1}) has${hex}.`);
}

function wrong(problem: string): FileRejected {
  return new FileRejected('WRONG_ENCODING', `${problem} ${ADVICE}`);
}
