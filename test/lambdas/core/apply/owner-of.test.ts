import { describe, expect, it } from 'vitest';
import { type ClaimPosition, positionOf, sortablePosition } from '../../../../lambdas/core/apply/claim.ts';
import { keyText } from '../../../../lambdas/core/apply/key-text.ts';
import { ownerOf } from '../../../../lambdas/core/apply/owner-of.ts';
import { sampleType } from '../../../../lambdas/core/import-type/sample-file.ts';
import { userKeyOf } from '../../../../lambdas/core/user/user-key.ts';
import { participants } from '../../../../lambdas/import-types/participants.ts';

const type = sampleType(participants);
const ME = userKeyOf('acme', 'participants', ['a', 'me']);
const ANN = userKeyOf('acme', 'participants', ['a/b', 'ann']);
const OF_FILE = { fencingToken: 7, recordNumber: 17 };
const reader = { userKey: ME, fencingToken: 7 };

const held = (since: ClaimPosition | undefined) => ({
  recordedOwner: ANN,
  holder: ANN,
  since,
  released: undefined,
});
const released = (since: ClaimPosition | undefined, holder?: string) => ({
  recordedOwner: holder,
  holder,
  released: { by: ANN, importId: 'imp', recordNumber: 30, since },
});

describe('the owner of a unique value', () => {
  it.each([
    ['by a record of this file', held(OF_FILE), {}, 'the user of record 17 of this file'],
    ['by an earlier import', held({ ...OF_FILE, fencingToken: 6 }), {}, 'another stored user'],
    ['by a request between two records', held({ ...OF_FILE, between: true }), {}, 'another stored user'],
    ['by an earlier version', held(undefined), {}, 'another stored user'],
    [
      'and is named in results',
      held(undefined),
      { nameStored: (userKey: string) => keyText(type, userKey) },
      'the stored user with accountId "a/b", id "ann"',
    ],
    [
      'of this file, also where results name users',
      held(OF_FILE),
      { nameStored: (userKey: string) => keyText(type, userKey) },
      'the user of record 17 of this file',
    ],
    ['until a later record', released(OF_FILE), {}, 'the user of record 17 of this file'],
    [
      'until a later record, and then by the reader',
      released(OF_FILE, ME),
      {},
      'the user of record 17 of this file',
    ],
    ['before this file, until a later record', released(undefined), {}, 'another stored user'],
    [
      'for a single request',
      held({ fencingToken: 7, recordNumber: 1 }),
      { standalone: true },
      'another user',
    ],
  ] as const)('that has it %s is named', (_, claim, options, name) => {
    expect(ownerOf(claim, { ...reader, ...options })).toBe(name);
  });
});

it.each([
  { fencingToken: 1, recordNumber: 2 },
  { fencingToken: 12, recordNumber: 1_000_000, between: true },
] as const)('a position is read as it was written: %j', (position) => {
  expect(positionOf(sortablePosition(position))).toEqual(position);
});

it.each(['', 'x', '1#', undefined])('%j is no position', (text) => {
  expect(positionOf(text)).toBeUndefined();
});
