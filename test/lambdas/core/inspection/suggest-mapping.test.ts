import { describe, expect, it } from 'vitest';
import type { FileFormat } from '../../../../lambdas/core/import-type/import-type.ts';
import { sampleType } from '../../../../lambdas/core/import-type/sample-file.ts';
import { withMapping } from '../../../../lambdas/core/import-type/with-mapping.ts';
import { suggestMapping } from '../../../../lambdas/core/inspection/mapping/suggest-mapping.ts';
import { IMPORT_TYPES } from '../../../../lambdas/import-types/registry.ts';

const typeOf = (name: string) => {
  const definition = IMPORT_TYPES.find((type) => type.name === name);
  if (definition === undefined) throw new Error(`no type ${name}`);
  return sampleType(definition);
};
const participants = typeOf('participants');
const workspaceUsers = typeOf('workspace-users');

/** `FirstName → firstName (case)`. */
function suggested(columns: readonly string[], type = participants, format: FileFormat = 'csv') {
  return suggestMapping(type, columns, format).map(
    ({ field = '?', reason, takenBy, isAmbiguous }) =>
      `${field} ${reason}${takenBy === undefined ? '' : ` ${takenBy}`}${isAmbiguous ? ' ambiguous' : ''}`,
  );
}

describe('the suggested field of a column', () => {
  it.each([
    ['firstName', 'firstName exact'],
    ['FirstName', 'firstName case'],
    ['FIRSTNAME', 'firstName case'],
    ['First Name', 'firstName separators'],
    ['first_name', 'firstName separators'],
    ['first\u2011name', 'firstName separators'],
    ['first\u200bname', 'firstName separators'],
    ['ｆｉｒｓｔName', 'firstName case'],
    ['E-Mail', 'email separators'],
    ['Vorname', 'firstName human-name'],
    ['given_name', 'firstName human-name'],
    ['E-Mail-Adresse', 'email human-name'],
    ['La\u0308ndercode', 'countryCode human-name'],
    ['Referred By.Code', 'referredBy.code separators'],
    ['sharelinks.p', 'shareLinks.p exact'],
    ['Share Links.p', 'shareLinks.p separators'],
    ['customfields.Plan', 'customFields.Plan case'],
    ['Custom Fields.Plan', 'customFields.Plan separators'],
    ['customFields.fav emoji', 'customFields.fav_emoji characters'],
    ['customFields.Größe (cm)', 'customFields.Grosse_cm characters'],
    ['customFields.__x y__', 'customFields.x_y characters'],
    ['referralCodes.spring_2026', 'referralCodes.spring-2026 characters'],
    ['customFields.', '? unknown'],
    ['customFields.日本', '? unknown'],
    ['customFields', 'customFields.{name} nearest'],
    ['dateCreate', 'dateCreated nearest'],
    ['Plan', '? unknown'],
    ['__proto__', '? unknown'],
  ])('%j is %s', (column, expected) => {
    expect(suggested([column])).toEqual([expected]);
  });

  it.each([
    ['Email', 'Primary Email human-name'],
    ['primary_email', 'Primary Email separators'],
    ['Status', 'Current Status human-name'],
    ['source username(s)', 'Source Username(s) case'],
    ['Usernames', 'Source Username(s) human-name'],
  ])('of workspace users, %j is %s', (column, expected) => {
    expect(suggested([column], workspaceUsers)).toEqual([expected]);
  });

  it.each([
    ['Custom Fields', 'customFields separators'],
    ['CustomFields', 'customFields case'],
    ['referredby', 'referredBy case'],
    ['Segments', 'segments case'],
  ])('%j in JSON is the object or list %s', (key, expected) => {
    expect(suggested([key], participants, 'jsonl')).toEqual([expected]);
  });

  it.each<[string, string[], string[]]>([
    ['the exact name', ['email', 'E-Mail'], ['email exact', '- separators email']],
    ['the slightest difference', ['E-Mail', 'Email'], ['- separators Email ambiguous', 'email case']],
    ['a similar name before a human one', ['User ID', 'ID'], ['? unknown ID', 'id case']],
    [
      'the first of two human names',
      ['Mail', 'Mailadresse'],
      ['email human-name', '- human-name Mail ambiguous'],
    ],
    ['its own id before that of another system', ['id', 'User ID'], ['id exact', '? unknown id']],
    [
      'an exact name before a typing error',
      ['dateCreated', 'dateCreate'],
      ['dateCreated exact', '? unknown'],
    ],
  ])('is given once, to %s', (_, columns, expected) => {
    expect(suggested(columns)).toEqual(expected);
  });

  it('in JSON is that of each key that means it, because the keys may be of different records', () => {
    expect(suggested(['email', 'Email', 'E-Mail', 'Mail'], participants, 'jsonl')).toEqual([
      'email exact',
      'email case',
      'email separators',
      '? unknown email',
    ]);
  });

  it('follows the mapping that the import has already', () => {
    const type = withMapping(participants, {
      columns: [
        ['Vorname', 'lastName'],
        ['firstName', '-'],
      ],
      similar: 'reject',
    });
    expect(suggested(['Vorname', 'firstName', 'FirstName', 'Surname'], type)).toEqual([
      'lastName mapped',
      '- mapped',
      'firstName case',
      '? unknown Vorname',
    ]);
  });

  it('of every name that a type lists is that field, for all types', () => {
    for (const type of [participants, workspaceUsers])
      for (const { name, humanNames = [] } of type.fields)
        for (const human of humanNames) {
          expect(suggested([human], type)).toEqual([`${name} human-name`]);
          expect(suggested([human.toUpperCase().replaceAll(' ', '_')], type)).toEqual([`${name} human-name`]);
        }
  });
});
