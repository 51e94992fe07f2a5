import * as z from 'zod';

/** Encodings that a file may be in. UTF-8 needs no conversion. */
export const FileEncodingSchema = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-2',
  'macintosh',
  'cp437',
  'cp850',
  'cp852',
  'cp858',
  'cp866',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
]);
export type FileEncoding = z.infer<typeof FileEncodingSchema>;

/** Other names of the same encodings, in lower case: of programming languages, databases and spreadsheets. */
const ALIASES: Readonly<Record<string, FileEncoding>> = {
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  cp1252: 'windows-1252',
  latin1: 'iso-8859-1',
  'latin-1': 'iso-8859-1',
  latin9: 'iso-8859-15',
  'latin-9': 'iso-8859-15',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1253: 'windows-1253',
  cp1254: 'windows-1254',
  'iso-8859-9': 'windows-1254',
  latin5: 'windows-1254',
  cp1255: 'windows-1255',
  cp1256: 'windows-1256',
  cp1257: 'windows-1257',
  cp1258: 'windows-1258',
  cp874: 'windows-874',
  'tis-620': 'windows-874',
  latin2: 'iso-8859-2',
  'latin-2': 'iso-8859-2',
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
  'x-mac-roman': 'macintosh',
  mac: 'macintosh',
  ibm437: 'cp437',
  ibm850: 'cp850',
  ibm852: 'cp852',
  ibm858: 'cp858',
  ibm00858: 'cp858',
  ibm866: 'cp866',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  cp932: 'shift_jis',
  'windows-31j': 'shift_jis',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  cp950: 'big5',
  cp949: 'euc-kr',
};

/** An encoding as people name it: in any letter case, or by an alias. */
export const EncodingNameSchema = z
  .string()
  .transform((name) => ALIASES[name.toLowerCase()] ?? name.toLowerCase())
  .pipe(
    z.enum(
      FileEncodingSchema.options,
      `expected one of the encodings ${FileEncodingSchema.options.join(', ')}`,
    ),
  );

/** What SplitFile changes in a file before it is read: the copy is in UTF-8, and its lines end with LF. */
export const ConversionSchema = z.object({
  encoding: FileEncodingSchema,
  /** Present if lines end with CR alone, as on old Macs. */
  lineBreaks: z.literal('cr').optional(),
  /** Present if JSON texts begin with the character U+001E (RFC 7464): it becomes a space. */
  recordSeparators: z.literal(true).optional(),
});
export type Conversion = z.infer<typeof ConversionSchema>;
