/**
 * Why a `csvPath` is not read: stable codes, for programs and tests to match on. What was expected and found, and what to
 * do, is in the message beside it. The table in docs/security.md has the same codes.
 */
export const CSV_PATH_REFUSALS = {
  MALFORMED_PATH: 'It is neither a URL nor the path of an upload.',
  FOREIGN_UPLOAD: 'It is a path outside of the tenant’s own uploads.',
  UNSAFE_UPLOAD_NAME:
    'The path of the upload has an empty part, `.`, `..`, or a character such as `%`, `?` or `\\`.',
  SCHEME_NOT_ALLOWED: 'The URL is neither https nor http.',
  CREDENTIALS_IN_URL: 'The URL has a user name or a password.',
  ADDRESS_IN_URL: 'The URL has an IP address, in whatever spelling, where a host name is expected.',
  HOST_NOT_ALLOWED: 'The operator does not allow this combination of scheme, host and port.',
  HOST_UNKNOWN: 'The host name has no address.',
  ADDRESS_NOT_PUBLIC: 'One of the host’s addresses is not of the public internet.',
  UNREACHABLE: 'The host takes no connection, or gives no proper HTTP answer.',
  NOT_TRUSTED: 'The host cannot prove with a certificate that it is the one that the URL names.',
  REDIRECTED: 'The host answers with a redirect.',
  NOT_OK: 'The host answers with a status other than 200.',
  ENCODED: 'The answer is compressed in transfer, although that was not asked for.',
  TOO_LARGE: 'The file has more bytes than may be fetched.',
  TOO_SLOW: 'The answer, or the whole file, did not come in time.',
  CUT_OFF: 'The connection ended before the file did.',
} as const;

export type CsvPathRefusalCode = keyof typeof CSV_PATH_REFUSALS;

/** A refusal, written for the sender. */
export interface CsvPathRefusal {
  readonly reason: CsvPathRefusalCode;
  readonly message: string;
}
