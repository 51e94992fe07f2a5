import { isIP } from 'node:net';
import type { AllowedHost } from '../../contracts/allowed-host.ts';
import type { CsvPathRefusal, CsvPathRefusalCode } from '../../contracts/csv-path-refusal.ts';
import { showName } from '../wording/show-value.ts';

export type FetchUrl = { readonly ok: true; readonly url: URL } | ({ readonly ok: false } & CsvPathRefusal);

const MAX_URL = 2048;
/** Stricter than WHATWG, which also accepts `https:host` and `https:\\host` and drops tabs and line breaks. */
const PLAIN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\\\p{Cc}]+$/iu;

/**
 * Reads a URL that may be fetched. WHATWG parsing brings every disguise of a host (upper case, percent-encoding, full-width
 * and international letters, decimal, octal and hexadecimal addresses) to one spelling; that one is compared with the
 * allowed hosts, and the same parsed URL is what gets fetched.
 */
export function readFetchUrl(text: string, allowedHosts: readonly AllowedHost[]): FetchUrl {
  const url = text.length <= MAX_URL && PLAIN_URL.test(text) ? URL.parse(text) : null;
  if (url === null) {
    return refuse(
      'MALFORMED_PATH',
      `expected a URL of at most ${MAX_URL} characters such as https://files.example.com/users.csv, found ${showName(text)}`,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('SCHEME_NOT_ALLOWED', `expected an https URL, found ${showName(url.protocol)}`);
  }
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'CREDENTIALS_IN_URL',
      'expected a URL without user name and password; use a signed link, or upload the file',
    );
  }
  if (url.hostname.startsWith('[') || isIP(url.hostname) !== 0) {
    return refuse('ADDRESS_IN_URL', `expected a host name, found the IP address ${url.hostname}`);
  }
  if (!allowedHosts.some((origin) => origin === url.origin)) {
    return refuse(
      'HOST_NOT_ALLOWED',
      `expected a host that the operator allows, found ${showName(url.origin)}; ask for it to be allowed, or upload the file`,
    );
  }
  return { ok: true, url };
}

function refuse(reason: CsvPathRefusalCode, message: string): FetchUrl {
  return { ok: false, reason, message };
}
