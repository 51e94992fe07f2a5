import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportIdSchema } from '../../../lambdas/contracts/import.ts';
import { importIdOf, uploadDigest } from '../../../lambdas/core/naming/upload-identity.ts';
import { parseUploadKey } from '../../../lambdas/core/naming/upload-key.ts';
import { referenceKeyOf, userKeyOf } from '../../../lambdas/core/user/user-key.ts';
import { lawRuns } from '../../support/law-runs.ts';

const part = fc.oneof(fc.string(), fc.constantFrom('a/b', 'a', 'b', '%2F', '/', '%', '', 'a%2Fb'));
const parts = fc.array(part, { minLength: 2, maxLength: 3 });
const upload = fc.record({
  bucket: fc.constantFrom('b1', 'b2'),
  key: fc.constantFrom('partners/acme/a.csv', 'partners/acme/b.csv'),
  versionId: fc.option(fc.constantFrom('v1', 'v2'), { nil: undefined }),
  etag: fc.constantFrom('e1', 'e2'),
  sequencer: fc.constantFrom('1', '2'),
});
const time = fc.date({ min: new Date(0), max: new Date('2500-01-01'), noInvalidDate: true });

describe('a user’s key', () => {
  it('is equal only for equal parts', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(userKeyOf('acme', 'participants', a) === userKeyOf('acme', 'participants', b)).toBe(same);
      }),
      lawRuns(1000),
    );
  });

  it.each([
    [
      ['a/b', 'c'],
      ['a', 'b/c'],
    ],
    [['a/b'], ['a', 'b']],
    [['a/b'], ['a%2Fb']],
    [['a%'], ['a%25']],
    [
      ['', 'a'],
      ['a', ''],
    ],
    [['A'], ['a']],
  ])('differs for %j and %j', (a, b) => {
    expect(userKeyOf('acme', 'participants', a)).not.toBe(userKeyOf('acme', 'participants', b));
  });

  it('never equals a key of another tenant or of a reference', () => {
    fc.assert(
      fc.property(parts, part, (key, value) => {
        expect(userKeyOf('acme', 'participants', key)).not.toBe(userKeyOf('acme2', 'participants', key));
        expect(userKeyOf('acme', 'participants', key)).not.toBe(referenceKeyOf('acme', value));
      }),
    );
  });
});

describe('an import’s id', () => {
  it('has the form of the contract and is the same for every delivery', () => {
    fc.assert(
      fc.property(upload, time, (u, at) => {
        expect(ImportIdSchema.safeParse(importIdOf(u, at)).success).toBe(true);
        expect(importIdOf({ ...u }, new Date(at))).toBe(importIdOf(u, at));
      }),
    );
  });

  it('sorts by time', () => {
    fc.assert(
      fc.property(upload, upload, time, time, (u, v, a, b) => {
        fc.pre(a.getTime() < b.getTime());
        expect(importIdOf(u, a) < importIdOf(v, b)).toBe(true);
      }),
    );
  });

  it('differs between uploads, even of the same bytes under the same key', () => {
    const one = { bucket: 'b', key: 'k', etag: 'e', sequencer: '1' };
    const others = [{ sequencer: '2' }, { etag: 'f' }, { key: 'l' }, { bucket: 'c' }, { versionId: 'v' }];
    for (const other of others) expect(uploadDigest({ ...one, ...other })).not.toEqual(uploadDigest(one));
  });

  it('depends on the version when the bucket has versions', () => {
    const version = { bucket: 'b', key: 'k', versionId: 'v', etag: 'e', sequencer: '1' };
    expect(uploadDigest({ ...version, sequencer: '2' })).toEqual(uploadDigest(version));
  });
});

describe('an upload’s key', () => {
  it.each([
    ['partners/acme/participants/a.csv', { tenant: 'acme', importType: 'participants', fileName: 'a.csv' }],
    ['partners/acme/a.csv', { tenant: 'acme', importType: 'auto', fileName: 'a.csv' }],
    [
      'partners/acme/participants/2024/01/a b.csv',
      { tenant: 'acme', importType: 'participants', fileName: 'a b.csv' },
    ],
    ['partners/acme/participants/', undefined],
    ['partners/acme/', undefined],
    ['partners/acme', undefined],
    ['partners//a.csv', undefined],
    ['partners/../a.csv', undefined],
    ['partners/a%2Fb/a.csv', undefined],
    ['other/acme/a.csv', undefined],
    ['', undefined],
  ])('%s', (key, expected) => {
    expect(parseUploadKey(key)).toEqual(expected);
  });
});
