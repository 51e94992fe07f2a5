import type { Delimiter } from '../../../lambdas/contracts/delimiter.ts';
import { parseCsv } from '../../../lambdas/reading/csv/parse-csv.ts';
import type { OpenedFile } from '../../../lambdas/reading/inspection/inspect-upload.ts';
import { readLayout } from '../../../lambdas/reading/inspection/read-layout.ts';

export interface QuotedHeader {
  readonly header: string;
  /** Whether the pipeline would recognise the delimiter by it. */
  readonly isRecognised: boolean;
}

/**
 * For a file that is read with a delimiter that the pipeline would not recognise: its header row with each name in quotes,
 * so that a delimiter in a name divides nothing. Undefined if the header row can stay as it is.
 */
export function quotedHeader({ layout, head }: OpenedFile, fileName: string): QuotedHeader | undefined {
  if (layout.format !== 'csv' || layout.headerEnd === 0) return undefined;
  const { delimiter, headerStart, headerEnd } = layout;
  if (recognised(head.bytes, fileName) === delimiter) return undefined;
  const [names = []] = parseCsv([head.bytes.subarray(headerStart, headerEnd)], delimiter) ?? [];
  const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(delimiter);
  const asSent = Buffer.concat([Buffer.from(header), head.bytes.subarray(headerEnd)]);
  return { header, isRecognised: recognised(asSent, fileName) === delimiter };
}

function recognised(bytes: Buffer, fileName: string): Delimiter | undefined {
  try {
    const layout = readLayout({ bytes, complete: false }, fileName);
    return layout.format === 'csv' ? layout.delimiter : undefined;
  } catch {
    return undefined;
  }
}
