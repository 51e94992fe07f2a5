/** `record 3 (line 4)`, or `the file` for record 0. */
export function describePlace(recordNumber: number, line: number | undefined): string {
  const subject = recordNumber === 0 ? 'the file' : `record ${recordNumber}`;
  return line === undefined ? subject : `${subject} (line ${line})`;
}

/** The same at the start of a sentence. */
export function sentencePlace(recordNumber: number, line: number | undefined): string {
  const place = describePlace(recordNumber, line);
  return `${place.charAt(0).toUpperCase()}${place.slice(1)}`;
}
