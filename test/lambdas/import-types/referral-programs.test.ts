import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../../../lambdas/core/apply/plan.ts';
import { NO_USER, type User } from '../../../lambdas/core/user/user.ts';
import { generatedCodes } from '../../../lambdas/import-types/referral-programs.ts';
import { change, user } from '../core/arbitraries.ts';
import { participantsOf } from '../support/participants.ts';
import { changeOf, readObject } from './read-participant.ts';

const LINK = 'https://acme.example/join?ref={code}&x={code}';
const type = participantsOf([{ id: 'spring', shareLink: LINK }, { id: 'fall' }]);
const KEY = 'acme/participants/a1/u1';
const [FIRST = '', SECOND = '', THIRD = ''] = generatedCodes(KEY, 'spring');
const [FALL = ''] = generatedCodes(KEY, 'fall');

const linkOf = (code: string) => LINK.replaceAll('{code}', code);
const userWith = (fields: Readonly<Record<string, string>>): User => ({
  fields: new Map(Object.entries(fields)),
  sets: new Map(),
});

/** The user u1 after a record with these fields, if other users own these codes. */
function userAfter(before: User | undefined, fields: object, taken: readonly string[] = []) {
  const planned = plan(type, 'upsert', before, changeOf(readObject(fields)), ({ value }) =>
    taken.includes(value),
  );
  if (planned.outcome === 'failed') throw new Error('the record failed');
  return { ...Object.fromEntries(planned.next.fields), outcome: planned.outcome };
}

describe('a generated code', () => {
  it('consists of ten letters and digits that cannot be confused', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (userKey, program) => {
        for (const code of generatedCodes(userKey, program)) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      }),
    );
  });

  it('is the same for the same user and program, in each version of Rollcall', () => {
    expect(generatedCodes(KEY, 'spring')).toEqual(['DNQ975X6AM', 'PQTN1R4MKF', 'DBKFF104Z6']);
  });

  it('is different for another user, tenant or program', () => {
    const codes = ['acme/participants/a1/u1', 'acme/participants/a1/u2', 'other/participants/a1/u1'].flatMap(
      (key) => ['spring', 'fall'].flatMap((program) => generatedCodes(key, program)),
    );
    expect(new Set(codes).size).toBe(18);
  });
});

describe('in a tenant’s program', () => {
  it('a new participant has a code in each, and a link where the program has a template', () => {
    expect(userAfter(undefined, {})).toEqual({
      accountId: 'a1',
      id: 'u1',
      'referralCodes.spring': FIRST,
      'shareLinks.spring': linkOf(FIRST),
      'referralCodes.fall': FALL,
      outcome: 'created',
    });
  });

  it('a participant without a code gets one when a record touches it, and keeps it', () => {
    const before = userWith({ accountId: 'a1', id: 'u1' });
    expect(userAfter(before, {})).toMatchObject({ outcome: 'updated', 'referralCodes.spring': FIRST });
    const { outcome: _, ...fields } = userAfter(before, {});
    expect(userAfter(userWith(fields), {})).toEqual({ ...fields, outcome: 'unchanged' });
  });

  it('a code in the record is kept, and the link is made from it', () => {
    expect(userAfter(undefined, { referralCodes: { spring: 'ANN/1 é' } })).toMatchObject({
      'referralCodes.spring': 'ANN/1 é',
      'shareLinks.spring': linkOf('ANN%2F1%20%C3%A9'),
    });
  });

  it('a dollar sign in a code is a dollar sign in the link', () => {
    expect(userAfter(undefined, { referralCodes: { spring: '$&' } })['shareLinks.spring' as never]).toBe(
      linkOf('%24%26'),
    );
  });

  it('a link in the record is kept', () => {
    const shareLinks = { spring: 'https://vanity.example' };
    expect(userAfter(undefined, { shareLinks })).toMatchObject({
      'referralCodes.spring': FIRST,
      'shareLinks.spring': 'https://vanity.example',
    });
  });

  it.each([
    ['the code', { referralCodes: { spring: null } }],
    ['the link', { shareLinks: { spring: null } }],
    ['all codes and links', { referralCodes: null, shareLinks: null }],
  ])('a participant that gives up %s gets the generated one', (_, fields) => {
    const before = userWith({
      'referralCodes.spring': 'ANN',
      'shareLinks.spring': 'https://vanity.example',
    });
    const generated = userAfter(before, fields);
    expect(generated).toMatchObject({ outcome: 'updated' });
    if (!('referralCodes' in fields)) expect(generated).toMatchObject({ 'shareLinks.spring': linkOf('ANN') });
    else expect(generated).toMatchObject({ 'referralCodes.spring': FIRST });
  });

  it('a link that was made from the code follows the code, another link stays', () => {
    const made = userWith({ 'referralCodes.spring': 'OLD', 'shareLinks.spring': linkOf('OLD') });
    const sent = userWith({ 'referralCodes.spring': 'OLD', 'shareLinks.spring': 'https://vanity.example' });
    const fields = { referralCodes: { spring: 'NEW' } };
    expect(userAfter(made, fields)).toMatchObject({ 'shareLinks.spring': linkOf('NEW') });
    expect(userAfter(sent, fields)).toMatchObject({ 'shareLinks.spring': 'https://vanity.example' });
  });

  it.each([
    ['the next one', [FIRST], SECOND],
    ['the one after that', [FIRST, SECOND], THIRD],
    ['none, until another record comes', [FIRST, SECOND, THIRD], undefined],
  ])('a participant whose code belongs to another user gets %s', (_, taken, code) => {
    const { 'referralCodes.spring': found, 'shareLinks.spring': link } = userAfter(
      undefined,
      {},
      taken,
    ) as Record<string, string>;
    expect(found).toBe(code);
    expect(link).toBe(code === undefined ? undefined : linkOf(code));
  });

  it('a program that the tenant does not have gets no code', () => {
    expect(userAfter(undefined, { referralCodes: { winter: 'W' } })).not.toHaveProperty([
      'shareLinks.winter',
    ]);
  });

  it('a change applied to its own result changes nothing', () => {
    const taken = fc.subarray([FIRST, SECOND, THIRD, FALL]);
    fc.assert(
      fc.property(fc.option(user, { nil: undefined }), change, taken, (before, wanted, others) => {
        const isTaken = ({ value }: { readonly value: string }) => others.includes(value);
        const first = plan(type, 'upsert', before, wanted, isTaken);
        fc.pre(first.outcome !== 'failed');
        expect(plan(type, 'upsert', first.next, wanted, isTaken)).toEqual({
          outcome: 'unchanged',
          next: first.next,
        });
      }),
    );
  });

  it('codes can be referred to, generated ones too', () => {
    const planned = plan(type, 'upsert', NO_USER, changeOf(readObject({})));
    expect(planned.outcome !== 'failed' && type.referableValues(planned.next)).toEqual([FIRST, FALL]);
  });
});
