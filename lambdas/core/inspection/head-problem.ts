import { endsLinesWithReturns } from '../encoding/line-returns.ts';
import { endsLinesWithFeedReturn, lineSeparator } from './line-separator.ts';
import { type Rejection, reject } from './rejection.ts';

const WEB_PAGE = /^\s*<(?:!doctype|html|head|body|table|\?xml|!--)/i;
const SEPARATOR_LINE = /^sep=.?\r*(?:\n|$)/i;

/** What is wrong with a file as a whole that begins with this text, without its byte order mark. */
export function headProblem(text: Buffer): Rejection | undefined {
  const beginning = text.toString('latin1', 0, 256);
  if (WEB_PAGE.test(beginning))
    return reject(
      'WEB_PAGE',
      'The file is a web page (HTML) or XML, whatever its name says. It may be a page that asks you to sign in, saved in place of the download, or a table that a system exported as HTML. Download the file again while you are signed in, or open it in a spreadsheet program and save it as "CSV UTF-8".',
    );
  if (SEPARATOR_LINE.test(beginning)) return separatorLine();
  if (endsLinesWithReturns(text)) return wrongLineBreaks();
  if (endsLinesWithFeedReturn(text)) return otherLineBreaks('LF CR, in this order');
  const separator = lineSeparator(text);
  return separator === undefined ? undefined : otherLineBreaks(`the character ${separator}`);
}

/** Blank rows of a spreadsheet contain only delimiters. */
export function isBlankText(text: Buffer): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Ctrl-Z and NULs are no content.
  return !/[^\s,;|\x1a\0]/.test(text.toString('latin1'));
}

export function wrongLineBreaks(): Rejection {
  return reject(
    'WRONG_LINE_BREAKS',
    'The lines of the file end in CR alone, as on old Macs. Expected LF or CRLF. Save the file again with the line breaks of Windows or Unix.',
  );
}

function otherLineBreaks(ending: string): Rejection {
  return reject(
    'WRONG_LINE_BREAKS',
    `The lines of the file end in ${ending}. Expected LF or CRLF. Save the file again with the line breaks of Windows (CRLF) or Unix (LF).`,
  );
}

export function separatorLine(): Rejection {
  return reject(
    'SEP_LINE',
    'The file begins with a line `sep=`. Only spreadsheet programs understand this line, and they hide it. Delete that line in a text editor, or save the file as "CSV UTF-8".',
  );
}
