/**
 * Why a `csvPath` is not read: stable codes, for programs and tests to match on. What was expected and found, and what to
 * do, is in the message next to it. The table in docs/security.md has the same codes.
 */
export const CSV_PATH_REFUSALS = {
  MALFORMED_PATH: 'The value is neither a URL nor the path of an upload.',
  FOREIGN_UPLOAD: 'The path is outside of the tenant’s own uploads.',
  UNSAFE_UPLOAD_NAME:
    'The path of the upload has an empty part, `.`, `..`, or a character such as `%`, `?` or `\\`.',
  SCHEME_NOT_ALLOWED: 'The URL is neither https nor http.',
  CREDENTIALS_IN_URL: 'The URL has a user name or a password.',
  ADDRESS_IN_URL: 'The URL has an IP address, in any spelling, instead of a host name.',
  HOST_NOT_ALLOWED: 'The tenant’s settings do not allow this combination of scheme, host and port.',
  HOST_UNKNOWN: 'The host name has no address.',
  ADDRESS_NOT_PUBLIC: 'One of the host’s addresses is not a public internet address.',
  UNREACHABLE: 'The host does not accept a connection, or its answer is not valid HTTP.',
  NOT_TRUSTED: 'The TLS certificate of the host is not valid for the name in the URL.',
  REDIRECTED: 'The host answers with a redirect.',
  NOT_OK: 'The host answers with a status other than 200.',
  ENCODED: 'The answer has a content encoding that was not requested.',
  TOO_LARGE: 'The file is larger than allowed.',
  TOO_SLOW: 'The answer, or the whole file, did not arrive in time.',
  CUT_OFF: 'The connection was closed before the end of the file.',
} as const;

export type CsvPathRefusalCode = keyof typeof CSV_PATH_REFUSALS;

/** A refusal, written for the sender. */
export interface CsvPathRefusal {
  readonly reason: CsvPathRefusalCode;
  readonly message: string;
}
