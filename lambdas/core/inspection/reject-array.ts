import type { ArrayProblem } from '../records/record.ts';
import { type Rejection, reject } from './rejection.ts';

/** The rejection of a JSON array that is incomplete or malformed: no record of it is imported. */
export function rejectArray({ kind, offset, line }: ArrayProblem): Rejection {
  const place = `line ${line} (byte ${offset + 1})`;
  switch (kind) {
    case 'unclosed_array':
      return reject(
        'UNCLOSED_ARRAY',
        `The JSON array is not closed: expected another element or the closing ], found the end of the file at ${place}. The file may have been cut off. Upload the whole file.`,
      );
    case 'unclosed_element':
      return reject(
        'UNCLOSED_ARRAY',
        `The JSON array is not closed: expected the end of the element that begins at ${place} and the closing ], found the end of the file. The file may have been cut off, or that element lacks a closing bracket or quote. Upload the whole file, or fix that element.`,
      );
    case 'damaged_element':
      return reject(
        'UNCLOSED_ARRAY',
        `The JSON array is not closed: the element that begins at ${place} is damaged, and its end cannot be found. The file may have been cut off. Fix that element, or upload the whole file.`,
      );
    case 'text_behind':
      return reject(
        'TEXT_AFTER_ARRAY',
        `The JSON array ends before the file does: expected nothing after its closing ], found text at ${place}. Write all objects into one array.`,
      );
  }
}
