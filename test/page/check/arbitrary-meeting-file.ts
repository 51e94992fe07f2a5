/** Files of every type whose records meet: few users, few unique values, and some records that fail by themselves. */
import fc from 'fast-check';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { userFeed } from '../../../lambdas/import-types/user-feed.ts';
import { workspaceUsers } from '../../../lambdas/import-types/workspace-users.ts';
import type { CaseFile } from './case-files.ts';

const COLUMNS = ['accountId', 'id', 'referralCodes.p', 'referralCodes.q', 'paymentProviderId', 'locale'];

const participantRow = fc
  .tuple(
    fc.constant('a'),
    fc.constantFrom('1', '2', '3', '4', ''),
    fc.constantFrom('X', 'Y', 'Z', ''),
    fc.constantFrom('X', 'Y', '', ''),
    fc.constantFrom('acct-1', 'acct-2', '', ''),
    fc.constantFrom('de_DE', '', '', '', 'Japanese'),
  )
  .map((cells) => cells.join(','));

const workspaceRow = fc
  .record({
    email: fc.constantFrom('ann@x.example', 'ANN@x.example', 'bob@x.example', 'cy@x.example', 'dee(at)x'),
    role: fc.constantFrom('User', 'Admin', 'User', 'Boss'),
    names: fc.uniqueArray(fc.constantFrom('slack:a', 'slack:b', 'teams:a', 'SLACK:b'), { maxLength: 2 }),
  })
  .map(({ email, role, names }) => `${email},${role},"${names.join(',')}"`);

const feedRecord = fc.record(
  {
    id: fc.constantFrom('1', '2', '3', '4'),
    firstName: fc.constantFrom('A', 'B'),
    email: fc.constantFrom('x@x.example', 'X@x.example', 'y@x.example', null),
    businessUnit: fc.constantFrom('u', 'v', null),
    visits: fc.constantFrom<number | string>(1, 2, 3, 'many'),
  },
  { requiredKeys: ['id'] },
);

const options: fc.Arbitrary<Partial<ImportOptions>> = fc.record({
  mode: fc.constantFrom('upsert', 'upsert', 'create-only'),
  duplicates: fc.constantFrom('apply', 'apply', 'reject'),
  onBlank: fc.constantFrom('keep', 'clear'),
});

function csv(header: string, row: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  return many(row).map((rows) => Buffer.from([header, ...rows, ''].join('\n')));
}

function many<T>(record: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return fc.array(record, { minLength: 1, maxLength: 16 });
}

export const arbitraryParticipants = csv(COLUMNS.join(','), participantRow);
export const arbitraryWorkspaceUsers = csv('Primary Email,Role,Source Username(s)', workspaceRow);
const arbitraryFeed = many(feedRecord).map((records) => Buffer.from(JSON.stringify(records, null, 1)));

export const arbitraryMeetingFile: fc.Arbitrary<CaseFile> = fc
  .oneof(
    arbitraryParticipants.map((bytes) => ({ type: participants, bytes })),
    arbitraryWorkspaceUsers.map((bytes) => ({ type: workspaceUsers, bytes })),
    arbitraryFeed.map((bytes) => ({ type: userFeed, bytes })),
  )
  .chain((file) => options.map((chosen) => ({ ...file, title: file.type.name, options: chosen })));
