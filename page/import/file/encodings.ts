import type { FileEncoding } from '../../../lambdas/contracts/file-encoding.ts';

/** The names of encodings, as programs show them. The usual ones come first. */
export const ENCODING_NAMES: Readonly<Record<FileEncoding, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  macintosh: 'Mac Roman',
  cp850: 'DOS 850',
  cp437: 'DOS 437',
  cp852: 'DOS 852',
  cp858: 'DOS 858',
  cp866: 'DOS 866',
  'iso-8859-1': 'ISO 8859-1',
  'iso-8859-2': 'ISO 8859-2',
  'iso-8859-15': 'ISO 8859-15',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1253': 'Windows-1253',
  'windows-1254': 'Windows-1254',
  'windows-1255': 'Windows-1255',
  'windows-1256': 'Windows-1256',
  'windows-1257': 'Windows-1257',
  'windows-1258': 'Windows-1258',
  'windows-874': 'Windows-874',
  shift_jis: 'Shift JIS',
  gb18030: 'GB 18030',
  big5: 'Big5',
  'euc-kr': 'EUC-KR',
};

export function encodingName(encoding: string): string {
  return Object.hasOwn(ENCODING_NAMES, encoding) ? ENCODING_NAMES[encoding as FileEncoding] : encoding;
}
