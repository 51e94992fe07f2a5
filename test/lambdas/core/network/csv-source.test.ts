import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AllowedHostSchema } from '../../../../lambdas/contracts/allowed-host.ts';
import { csvSourceOf } from '../../../../lambdas/core/network/csv-source.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const RULES = {
  tenant: 'acme',
  uploadsBucket: 'rollcall-uploads',
  allowedHosts: [AllowedHostSchema.parse('files.example.com')],
};
const sourceOf = (csvPath: string) => {
  const source = csvSourceOf(csvPath, RULES);
  if (source.kind === 'refused') return source.reason;
  return source.kind === 'upload' ? source.key : source.url;
};

describe('a csvPath', () => {
  it.each([
    ['the key of an upload', 'partners/acme/group-members/users.csv'],
    ['the key of an upload in no folder', 'partners/acme/users.csv'],
    ['the key of an upload in deeper folders', 'partners/acme/group-members/2026/11/users.csv'],
    ['a name with blanks, dots and other scripts', 'partners/acme/group-members/..új tagok (2)…csv'],
  ])('is %s, with or without its bucket', (_what, key) => {
    expect(csvSourceOf(key, RULES)).toEqual({ kind: 'upload', key });
    expect(csvSourceOf(`s3://rollcall-uploads/${key}`, RULES)).toEqual({ kind: 'upload', key });
  });

  it('is a URL of an allowed host', () => {
    expect(csvSourceOf('https://Files.example.com/users.csv', RULES)).toEqual({
      kind: 'url',
      url: 'https://files.example.com/users.csv',
    });
  });

  it.each([
    ['another tenant’s upload', 'partners/globex/group-members/users.csv', 'FOREIGN_UPLOAD'],
    [
      'another tenant’s upload with its bucket',
      's3://rollcall-uploads/partners/globex/users.csv',
      'FOREIGN_UPLOAD',
    ],
    ['a tenant whose name begins the same', 'partners/acme2/users.csv', 'FOREIGN_UPLOAD'],
    ['the tenant in upper case', 'partners/ACME/users.csv', 'FOREIGN_UPLOAD'],
    ['another root', 's3://rollcall-uploads/work/imp_1/content', 'FOREIGN_UPLOAD'],
    ['another bucket', 's3://rollcall-results/partners/acme/users.csv', 'FOREIGN_UPLOAD'],
    [
      'a bucket whose name begins the same',
      's3://rollcall-uploads-2/partners/acme/users.csv',
      'FOREIGN_UPLOAD',
    ],
    ['the bucket alone', 's3://rollcall-uploads', 'FOREIGN_UPLOAD'],
    ['the folder of the tenant alone', 'partners/acme', 'FOREIGN_UPLOAD'],
    ['a folder', 'partners/acme/group-members/', 'UNSAFE_UPLOAD_NAME'],
    ['dots that lead to another tenant', 'partners/acme/../globex/users.csv', 'UNSAFE_UPLOAD_NAME'],
    ['dots that lead back', 'partners/globex/../acme/users.csv', 'UNSAFE_UPLOAD_NAME'],
    ['a dot', 'partners/acme/./users.csv', 'UNSAFE_UPLOAD_NAME'],
    ['dots at the end', 'partners/acme/..', 'UNSAFE_UPLOAD_NAME'],
    ['encoded dots', 'partners/acme/%2e%2e/globex/users.csv', 'UNSAFE_UPLOAD_NAME'],
    ['an encoded slash', 'partners/acme%2Fusers.csv', 'UNSAFE_UPLOAD_NAME'],
    ['dots that were encoded twice', 'partners/acme/%252e%252e/globex/users.csv', 'UNSAFE_UPLOAD_NAME'],
    ['backslashes', 'partners/acme/..\\globex\\users.csv', 'UNSAFE_UPLOAD_NAME'],
    ['an empty part', 'partners/acme//users.csv', 'UNSAFE_UPLOAD_NAME'],
    [
      'an empty part after the bucket',
      's3://rollcall-uploads//partners/acme/users.csv',
      'UNSAFE_UPLOAD_NAME',
    ],
    ['a version', 's3://rollcall-uploads/partners/acme/users.csv?versionId=1', 'UNSAFE_UPLOAD_NAME'],
    ['NUL', 'partners/acme/users.csv\0.png', 'UNSAFE_UPLOAD_NAME'],
    ['half of a surrogate pair', 'partners/acme/\ud800.csv', 'UNSAFE_UPLOAD_NAME'],
    ['more bytes than a key has', `partners/acme/${'ü'.repeat(506)}`, 'UNSAFE_UPLOAD_NAME'],
    ['a slash in front', '/partners/acme/users.csv', 'MALFORMED_PATH'],
    ['a name alone', 'users.csv', 'MALFORMED_PATH'],
    ['nothing', '', 'MALFORMED_PATH'],
    ['the root in upper case', 'Partners/acme/users.csv', 'MALFORMED_PATH'],
    ['the scheme in upper case', 'S3://rollcall-uploads/partners/acme/users.csv', 'SCHEME_NOT_ALLOWED'],
    ['credentials before the bucket', 's3://me@rollcall-uploads/partners/acme/users.csv', 'FOREIGN_UPLOAD'],
    ['a file of the machine', 'file:///var/task/index.js', 'SCHEME_NOT_ALLOWED'],
    ['a host that is not allowed', 'https://evil.example/users.csv', 'HOST_NOT_ALLOWED'],
    [
      'the bucket’s own URL',
      'https://rollcall-uploads.s3.eu-central-1.amazonaws.com/partners/acme/users.csv',
      'HOST_NOT_ALLOWED',
    ],
  ])('is refused with %s', (_what, csvPath, reason) => {
    expect(sourceOf(csvPath)).toBe(reason);
  });

  it('says of another tenant’s upload the same, whichever it is', () => {
    const message = (path: string) => csvSourceOf(path, RULES);
    expect(message('partners/globex/a.csv')).toEqual(message('s3://other-bucket/partners/acme/b.csv'));
  });

  it('never leads out of the tenant’s uploads and the allowed hosts', () => {
    const part = fc.constantFrom(
      's3://',
      'rollcall-uploads',
      'partners',
      'acme',
      'globex',
      '/',
      '..',
      '.',
      '%2e',
      '\\',
      'users.csv',
      'https://',
      'files.example.com',
      '@',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const source = csvSourceOf(parts.join(''), RULES);
        if (source.kind === 'upload') {
          const asPath = new URL(source.key, 'https://uploads.example/').pathname;
          expect(asPath).toMatch(/^\/partners\/acme\/./);
        }
        if (source.kind === 'url') expect(new URL(source.url).origin).toBe('https://files.example.com');
      }),
      lawRuns(2000),
    );
  });
});
