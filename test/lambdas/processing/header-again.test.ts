import { describe, expect, it } from 'vitest';
import { createHeaderTest } from '../../../lambdas/core/import-type/header-again.ts';
import { createSumTest } from '../../../lambdas/core/import-type/row-words.ts';
import { sampleType } from '../../../lambdas/core/import-type/sample-file.ts';
import { withMapping } from '../../../lambdas/core/import-type/with-mapping.ts';
import { groupMembers } from '../../../lambdas/import-types/group-members.ts';
import { participants as definition } from '../../../lambdas/import-types/participants.ts';
import { workspaceUsers } from '../../../lambdas/import-types/workspace-users.ts';
import { participants } from '../support/participants.ts';
import { importText } from './import-text.ts';

const HEADER = ['accountId', 'id', 'firstName', 'Notes'];

describe('a row inside the file', () => {
  it.each<[string, string[]]>([
    ['as it is', HEADER],
    ['in another letter case', ['ACCOUNTID', 'Id', 'FirstName', 'notes']],
    ['with blanks around it', [' accountId', 'id ', ' firstName ', 'Notes']],
    ['in another order', ['id', 'Notes', 'accountId', 'firstName']],
    ['with names that people write', ['Account ID', 'User_ID', 'Vorname', 'Notes']],
    ['with another column', ['accountId', 'id', 'firstName', 'Phone']],
    ['with general words', ['Account', 'User', 'First', 'Notes']],
    ['with general words in German', ['Konto', 'Benutzer', 'Vorname', 'Notizen']],
    ['with fewer columns', ['accountId', 'id', '', '']],
  ])('is the header again: %s', (_, cells) => {
    expect(createHeaderTest(participants, HEADER)(cells)).toBe(true);
  });

  it.each<[string, string[]]>([
    ['a user', ['acme', 'u1', 'Ann', 'new']],
    ['a user whose account has the name of a column', ['Account', 'u1', 'Name', 'Notes']],
    ['a user with general words as key', ['account', 'user', 'Ann', 'new']],
    ['a user with few values, and general words as key', ['account', 'user', '', '']],
    ['a user whose values mean the same', ['user', 'Benutzer', 'utente', '']],
    ['a user whose id is the name of a column', ['acme', 'email', 'Ann', '']],
    ['a user whose values are all names of one column', ['id', 'id', 'id', 'id']],
    ['without values', ['', '', '', '']],
    ['with one value', ['', '', 'firstName', '']],
  ])('is no header: %s', (_, cells) => {
    expect(createHeaderTest(participants, HEADER)(cells)).toBe(false);
  });

  it.each<[string, string[]]>([
    ['in its second column', ['Total', '5', '', '']],
    ['with a colon and formatted numbers', ['Gesamt:', '1.234', '', '€ 12,50']],
    ['in another letter case', ['GRAND TOTAL', '', '', '100 %']],
    ['without a number', ['Summe', '', '', '']],
  ])('is a line of totals: %s', (_, cells) => {
    expect(createSumTest(HEADER)(cells)).toBe(true);
    expect(createSumTest(['rollcall:record', ...HEADER])(['7', ...cells])).toBe(true);
  });

  it.each<[string, string[]]>([
    ['a user of a company that is called Total', ['Total', '5', 'Ann', '']],
    ['a user whose id is no number', ['Total', 'u5', '', '']],
    ['a row with all its cells', ['Total', '5', '7', '9']],
    ['a user of another account', ['Totally', '5', '', '']],
  ])('is no line of totals: %s', (_, cells) => {
    expect(createSumTest(HEADER)(cells)).toBe(false);
  });

  it('is no line of totals in a file of two columns', () => {
    expect(createSumTest(['accountId', 'id'])(['Total', ''])).toBe(false);
  });

  it('is the header again with the names that the mapping reads', () => {
    const columns = ['Kunde', 'Nr', 'Rufname'];
    const type = withMapping(participants, {
      columns: [
        ['Kunde', 'accountId'],
        ['Nr', 'id'],
        ['Rufname', 'firstName'],
      ],
      similar: 'reject',
    });
    const isHeader = createHeaderTest(type, columns);
    expect(isHeader(['kunde', 'nr', 'rufname'])).toBe(true);
    expect(isHeader(['Nr', 'Rufname', 'Kunde'])).toBe(true);
    expect(isHeader(['accountId', 'id', 'firstName'])).toBe(true);
    expect(isHeader(['acme', '7', 'Rufname'])).toBe(false);
  });

  it('is a record wherever the file has no header', () => {
    expect(createHeaderTest(sampleType(groupMembers), [])(['email', 'firstName', 'lastName'])).toBe(false);
  });

  it.each([
    ['participants', definition, `${HEADER}\nacme,1,Ann,\nid,firstName,accountId,Notes\nacme,2,Ben,\n`],
    [
      'workspace users',
      workspaceUsers,
      'Primary Email,Display Name\na@example.com,Ann\nname,email\nb@example.com,Ben\n',
    ],
  ])('is not imported if it is the header again, for %s', async (_, type, text) => {
    const { counts, errors } = await importText(type, text);
    expect(counts).toMatchObject({ created: 2, failed: 1 });
    expect(errors.map(([number, message]) => [number, message]).filter(([number]) => number === '2')).toEqual(
      [['2', expect.stringContaining('the row repeats the header')]],
    );
  });
});
