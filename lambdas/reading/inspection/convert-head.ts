import type { Conversion } from '../../contracts/file-encoding.ts';
import { createConverter } from '../../core/encoding/converter.ts';
import { undecodable } from '../../core/inspection/reject-encoding.ts';
import { fileRejected } from '../../runtime/errors.ts';
import type { Head } from './read-layout.ts';

/**
 * The first bytes as SplitFile will convert them, so that positions in them are positions in the content.
 * @throws FileRejected when they are no text in that encoding
 */
export function convertHead({ bytes, complete }: Head, conversion: Conversion): Head {
  const converter = createConverter(conversion);
  const converted = Buffer.concat([converter.push(bytes), complete ? converter.end() : Buffer.alloc(0)]);
  const problem = converter.problem();
  if (problem === undefined) return { bytes: converted, complete };
  throw fileRejected(undecodable(problem, conversion.encoding));
}
