/**
 * SES v1 takes a raw message of at most 10 MB after encoding. https://docs.aws.amazon.com/ses/latest/dg/quotas.html, 2026-11.
 * Read as 10,000,000, the smaller of the two things that MB may mean.
 */
const MAX_MESSAGE_BYTES = 10_000_000;
/** Headers, the text and the HTML part: far less in fact. */
const BODY_BYTES = 100_000;
/** Base64 makes 4 bytes of 3, and a line break of 2 follows every 76. */
const ENCODING_FACTOR = (4 / 3) * (78 / 76);

/** Those of `files` that can travel in one e-mail, together: the first that fits, the next that fits beside it, and so on. */
export function fitInMail<F extends { readonly size: number }>(files: readonly F[]): readonly F[] {
  const fitting: F[] = [];
  let bytes = BODY_BYTES;
  for (const file of files) {
    const encoded = file.size * ENCODING_FACTOR;
    if (bytes + encoded > MAX_MESSAGE_BYTES) continue;
    bytes += encoded;
    fitting.push(file);
  }
  return fitting;
}
