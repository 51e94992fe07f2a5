/**
 * SES v1 takes a raw message of at most 10 MB after encoding. https://docs.aws.amazon.com/ses/latest/dg/quotas.html, 2026-11.
 * Taken as 10,000,000 bytes, the smaller meaning of MB.
 */
const MAX_MESSAGE_BYTES = 10_000_000;
/** Upper limit for the headers, the text part and the HTML part. */
const BODY_BYTES = 100_000;
/** Base64 turns 3 bytes into 4, with a line break of 2 bytes after every 76. */
const ENCODING_FACTOR = (4 / 3) * (78 / 76);

/** Selects the files that fit together into one e-mail. Goes through `files` in order and skips files that do not fit. */
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
