import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AllowedHostSchema } from '../../../../lambdas/contracts/allowed-host.ts';
import { readFetchUrl } from '../../../../lambdas/core/network/fetch-url.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { ipv4Text } from './addresses.ts';

const ALLOWED = [
  'files.example.com',
  'files.example.com:8443',
  'http://plain.example.com',
  'http://plain.example.com:8080',
  'bücher.example',
].map((entry) => AllowedHostSchema.parse(entry));

const reasonFor = (text: string) => {
  const read = readFetchUrl(text, ALLOWED);
  return read.ok ? read.url.href : read.reason;
};

describe('a URL that may be fetched', () => {
  it.each([
    ['https', 'https://files.example.com/a/users.csv?x=1', 'https://files.example.com/a/users.csv?x=1'],
    ['upper case', 'HTTPS://FILES.Example.com/Users.csv', 'https://files.example.com/Users.csv'],
    ['the usual port', 'https://files.example.com:443/u.csv', 'https://files.example.com/u.csv'],
    ['an allowed port', 'https://files.example.com:8443/u.csv', 'https://files.example.com:8443/u.csv'],
    ['plain http where allowed', 'http://plain.example.com/u.csv', 'http://plain.example.com/u.csv'],
    ['plain http at an allowed port', 'http://plain.example.com:8080/', 'http://plain.example.com:8080/'],
    ['an international name', 'https://BÜCHER.example/u.csv', 'https://xn--bcher-kva.example/u.csv'],
    ['the same in punycode', 'https://xn--bcher-kva.example/u.csv', 'https://xn--bcher-kva.example/u.csv'],
    ['other dots', 'https://files。example．com/u.csv', 'https://files.example.com/u.csv'],
    ['percent-encoding', 'https://files%2Eexample.com/u.csv', 'https://files.example.com/u.csv'],
    [
      'a blank in the path',
      'https://files.example.com/my users.csv',
      'https://files.example.com/my%20users.csv',
    ],
    [
      'an @ in the path',
      'https://files.example.com/@evil.example',
      'https://files.example.com/@evil.example',
    ],
  ])('has %s', (_what, text, href) => {
    expect(reasonFor(text)).toBe(href);
  });
});

describe('a URL that is refused', () => {
  it.each([
    ['a file', 'file:///etc/passwd', 'SCHEME_NOT_ALLOWED'],
    ['a file of the host', 'file://files.example.com/users.csv', 'SCHEME_NOT_ALLOWED'],
    ['FTP', 'ftp://files.example.com/users.csv', 'SCHEME_NOT_ALLOWED'],
    ['gopher', 'gopher://files.example.com:70/_GET', 'SCHEME_NOT_ALLOWED'],
    ['dict', 'dict://files.example.com:11211/stat', 'SCHEME_NOT_ALLOWED'],
    ['web sockets', 'wss://files.example.com/users.csv', 'SCHEME_NOT_ALLOWED'],
    ['data', 'data:text/csv,a@example.com', 'MALFORMED_PATH'],
    ['data with slashes', 'data://text/csv,a', 'SCHEME_NOT_ALLOWED'],
    ['a blob', 'blob:https://files.example.com/1', 'MALFORMED_PATH'],
    ['a script', 'javascript:alert(1)', 'MALFORMED_PATH'],
    ['no scheme', '//files.example.com/users.csv', 'MALFORMED_PATH'],
    ['no slashes', 'https:files.example.com/users.csv', 'MALFORMED_PATH'],
    ['backslashes', 'https:\\\\files.example.com\\users.csv', 'MALFORMED_PATH'],
    ['a backslash before an @', 'https://files.example.com\\@evil.example/', 'MALFORMED_PATH'],
    ['a tab in the scheme', 'ht\ttps://files.example.com/', 'MALFORMED_PATH'],
    ['a line break', 'https://files.example.com/\r\nHost: evil.example', 'MALFORMED_PATH'],
    ['a blank in front', ' https://files.example.com/', 'MALFORMED_PATH'],
    ['more than 2,048 characters', `https://files.example.com/${'a'.repeat(2048)}`, 'MALFORMED_PATH'],
    ['no host', 'https://', 'MALFORMED_PATH'],
    ['a port that does not exist', 'https://files.example.com:99999/', 'MALFORMED_PATH'],
    ['a user name', 'https://me@files.example.com/', 'CREDENTIALS_IN_URL'],
    ['a password', 'https://me:secret@files.example.com/', 'CREDENTIALS_IN_URL'],
    ['an allowed host as the user name', 'https://files.example.com@evil.example/', 'CREDENTIALS_IN_URL'],
    [
      'an allowed host and port as credentials',
      'https://files.example.com:443@evil.example',
      'CREDENTIALS_IN_URL',
    ],
    ['an encoded @', 'https://files.example.com%40evil.example/', 'MALFORMED_PATH'],
    ['an allowed host in the fragment', 'https://evil.example#@files.example.com/', 'HOST_NOT_ALLOWED'],
    ['an allowed host in the query', 'https://evil.example?@files.example.com/', 'HOST_NOT_ALLOWED'],
    ['a host below an allowed one', 'https://a.files.example.com/', 'HOST_NOT_ALLOWED'],
    ['an allowed host as a prefix', 'https://files.example.com.evil.example/', 'HOST_NOT_ALLOWED'],
    ['an allowed host as a suffix', 'https://evilfiles.example.com/', 'HOST_NOT_ALLOWED'],
    ['a trailing dot', 'https://files.example.com./', 'HOST_NOT_ALLOWED'],
    ['another letter that looks the same', 'https://filеs.example.com/', 'HOST_NOT_ALLOWED'],
    ['another port', 'https://files.example.com:22/', 'HOST_NOT_ALLOWED'],
    ['plain http where only https is allowed', 'http://files.example.com/', 'HOST_NOT_ALLOWED'],
    ['plain http at the port of https', 'http://files.example.com:443/', 'HOST_NOT_ALLOWED'],
    ['https where only plain http is allowed', 'https://plain.example.com/', 'HOST_NOT_ALLOWED'],
    ['this machine', 'https://localhost/', 'HOST_NOT_ALLOWED'],
    ['the metadata service by name', 'http://metadata.google.internal/', 'HOST_NOT_ALLOWED'],
  ])('has %s', (_what, text, reason) => {
    expect(reasonFor(text)).toBe(reason);
  });

  it.each([
    ['dotted', 'http://127.0.0.1/'],
    ['decimal', 'http://2130706433/'],
    ['hexadecimal', 'http://0x7f000001/'],
    ['of mixed parts', 'http://0x7f.1/'],
    ['octal', 'http://0177.0.0.1/'],
    ['short', 'http://127.1/'],
    ['with a trailing dot', 'http://127.0.0.1./'],
    ['in full-width digits', 'http://１２７.０.０.１/'],
    ['in circled digits', 'http://①②⑦.⓪.⓪.①/'],
    ['with a soft hyphen', 'http://127.0.0.\u00ad1/'],
    ['percent-encoded', 'http://%31%32%37.0.0.1/'],
    ['public', 'https://93.184.215.14/'],
    ['the metadata service', 'http://169.254.169.254/latest/meta-data/'],
    ['IPv6', 'http://[::1]/'],
    ['IPv4 in IPv6', 'http://[::ffff:169.254.169.254]/'],
    ['public IPv6', 'https://[2606:4700::1111]/'],
  ])('has an IP address: %s', (_what, text) => {
    expect(reasonFor(text)).toBe('ADDRESS_IN_URL');
  });

  it('has an IPv4 address, in each spelling that a URL has for it', () => {
    const base = fc.constantFrom(8, 10, 16);
    const prefix = { 8: '0', 10: '', 16: '0x' };
    const write = (n: bigint, radix: 8 | 10 | 16) => prefix[radix] + n.toString(radix);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 0xffff_ffffn }), base, (address, radix) => {
        const numbers = ipv4Text(address)
          .split('.')
          .map((byte) => write(BigInt(byte), radix as 8 | 10 | 16));
        for (const host of [write(address, radix as 8 | 10 | 16), numbers.join('.')]) {
          expect(reasonFor(`http://${host}/users.csv`)).toBe('ADDRESS_IN_URL');
        }
      }),
      lawRuns(200),
    );
  });

  it('is every other one: what is read has an allowed origin and no credentials', () => {
    const part = fc.constantFrom(
      'https://',
      'http://',
      'files.example.com',
      'evil.example',
      '@',
      ':',
      '8443',
      '/',
      '\\',
      '#',
      '?',
      '.',
      '%2e',
      '[',
      ']',
      '127.0.0.1',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.array(part, { maxLength: 9 }).map((all) => all.join('')),
        ),
        (text) => {
          const read = readFetchUrl(text, ALLOWED);
          if (!read.ok) return;
          expect(ALLOWED).toContain(read.url.origin);
          expect(read.url.username + read.url.password).toBe('');
        },
      ),
      lawRuns(400),
    );
  });
});
