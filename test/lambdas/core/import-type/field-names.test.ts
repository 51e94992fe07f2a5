import { describe, expect, it } from 'vitest';
import { unknownColumnMessage } from '../../../../lambdas/core/import-type/unknown-column.ts';
import { participants } from '../../support/participants.ts';

describe('the warning about an unknown column', () => {
  it.each([
    ['refferable', 'referable'],
    ['Email', 'email'],
    ['e-mail', 'email'],
    ['first_name', 'firstName'],
    ['ID', 'id'],
    ['accountID', 'accountId'],
    ['sharelink.p', 'shareLinks.p'],
    ['customfields.plan', 'customFields.plan'],
    ['customFields', 'customFields.{name}'],
    ['referredBy.Code', 'referredBy.code'],
  ])('names the nearest field: %s, %s', (column, nearest) => {
    expect(unknownColumnMessage(participants, column)).toBe(
      `unknown column \`${column}\`: did you mean \`${nearest}\`? It was ignored`,
    );
  });

  it.each(['shoeSize', '__proto__', 'constructor', 'toString', 'x', ''])(
    'guesses nothing far off: %s',
    (column) => {
      expect(unknownColumnMessage(participants, column)).toBe(`unknown column \`${column}\`: it was ignored`);
    },
  );

  it('explains how to set segments, when the column is segments', () => {
    expect(unknownColumnMessage(participants, 'segments')).toContain(
      'a CSV file has one segment for all its records',
    );
  });

  it('shows invisible characters of a name as escapes', () => {
    expect(unknownColumnMessage(participants, 'e\u200bmail')).toContain(
      'column `e\\u{200B}mail`: did you mean `email`?',
    );
  });

  it('stays short for a name as long as a file', () => {
    expect(unknownColumnMessage(participants, 'x'.repeat(1_000_000)).length).toBeLessThan(200);
  });
});
