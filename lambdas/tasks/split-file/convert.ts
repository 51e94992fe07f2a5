import type { Conversion } from '../../contracts/file-encoding.ts';
import { createConverter } from '../../core/encoding/converter.ts';
import { createUtf8Check } from '../../core/encoding/utf8-check.ts';
import { isUtf8AfterAll, undecodable } from '../../core/inspection/reject-encoding.ts';
import type { Rejection } from '../../core/inspection/rejection.ts';
import { FileRejected } from '../../runtime/errors.ts';
import type { ContentStep } from './copy-content.ts';

/**
 * The step of copyContent that writes UTF-8.
 * @throws FileRejected at bytes that are no text, for a file that is UTF-8 although a single-byte encoding was named, and
 *   beyond `maxBytes`
 */
export function convert(conversion: Conversion, maxBytes: number): ContentStep {
  const { encoding } = conversion;
  return async function* (pieces) {
    const converter = createConverter(conversion);
    const check = encoding.startsWith('utf-') ? undefined : createUtf8Check(0);
    let total = 0;
    const checked = (text: Buffer): Buffer => {
      const problem = converter.problem();
      if (problem !== undefined) throw rejected(undecodable(problem, encoding));
      total += text.length;
      if (total > maxBytes) throw tooLarge(maxBytes);
      return text;
    };
    for await (const piece of pieces) {
      check?.push(piece);
      yield checked(converter.push(piece));
    }
    yield checked(converter.end());
    const { valid, invalid } = check?.end() ?? { valid: 0, invalid: 0 };
    if (valid > 0 && invalid === 0) throw rejected(isUtf8AfterAll(encoding));
  };
}

function rejected({ code, message }: Rejection): FileRejected {
  return new FileRejected(code, message);
}

function tooLarge(maxBytes: number): FileRejected {
  return new FileRejected(
    'FILE_TOO_LARGE',
    `The file has more than ${maxBytes} bytes when it is converted to UTF-8. Divide it into smaller files.`,
  );
}
