import { describe, expect, it } from 'vitest';
import { conflictKeysOf } from '../../../../lambdas/core/conflicts/conflict-keys.ts';
import { claimKeyOf, userKeyOf } from '../../../../lambdas/core/user/user-key.ts';
import { generatedCodes } from '../../../../lambdas/import-types/referral-programs.ts';
import { participants, participantsOf } from '../../support/participants.ts';

describe('the conflict keys of a participant', () => {
  it('are its user and its referral code in each program', () => {
    const userKey = userKeyOf('acme', 'participants', ['a', '1']);
    const set = new Map([
      ['accountId', 'a'],
      ['id', '1'],
      ['referralCodes.summer', 'BOB'],
      ['referralCodes.winter', 'BOB/2'],
      ['referralCode', 'ANY'],
    ]);
    expect(conflictKeysOf(participants, 'acme', { userKey, set, sets: new Map() })).toEqual([
      'acme/participants/a/1',
      'acme/@claim/participants/summer/BOB',
      'acme/@claim/participants/winter/BOB%2F2',
    ]);
  });

  it('include all codes that may be generated in the tenant’s programs, whatever the record contains', () => {
    const userKey = userKeyOf('acme', 'participants', ['a', '1']);
    const change = { userKey, set: new Map([['referralCodes.fall', 'BOB']]), sets: new Map() };
    const [first, second, third] = generatedCodes(userKey, 'fall');
    expect(conflictKeysOf(participantsOf([{ id: 'fall' }]), 'acme', change)).toEqual([
      userKey,
      ...['BOB', first, second, third].map((code) => `acme/@claim/participants/fall/${code}`),
    ]);
  });

  it('separate scope and value, whatever they contain', () => {
    expect(claimKeyOf('t', 'x', 'a/b', 'c')).not.toBe(claimKeyOf('t', 'x', 'a', 'b/c'));
    expect(claimKeyOf('t', 'x', 'a%2Fb', 'c')).not.toBe(claimKeyOf('t', 'x', 'a/b', 'c'));
  });
});
