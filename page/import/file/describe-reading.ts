import type { InspectedFile } from '../../check/protocol.ts';
import type { Texts } from '../../texts/en.ts';
import { FORMAT_NAMES } from '../format-names.ts';
import { encodingName } from './encodings.ts';

/** How a file is read, in a few words: `CSV · UTF-8 · semicolon · de-DE`. */
export function describeReading(
  { layout, conversion, workbook, header, isGzip }: InspectedFile,
  locale: string | undefined,
  texts: Texts['reading'],
): readonly string[] {
  if (workbook !== undefined)
    return [
      'Excel',
      texts.sheetNamed(workbook.sheet),
      texts.headerIn(workbook.headerRow),
      ...(locale === undefined ? [] : [locale]),
    ];
  if (layout === undefined) return [];
  const isCsv = layout.format === 'csv';
  return [
    FORMAT_NAMES[layout.format],
    ...(isGzip ? ['gzip'] : []),
    encodingName(conversion?.encoding ?? 'utf-8'),
    ...(isCsv ? [texts.delimiterNames[layout.delimiter]] : []),
    ...(header !== undefined && header.row > 1 ? [texts.headerIn(header.row)] : []),
    ...(isCsv && locale !== undefined ? [locale] : []),
  ];
}
