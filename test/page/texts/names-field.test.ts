import { expect, it } from 'vitest';
import { namesField } from '../../../page/texts/names-field.ts';

it.each([
  ['Role must be User, Admin or Supervisor, found "Chief"', 'Role', true],
  ['Source Username(s): "slack:a" belongs to another user', 'Source Username(s)', true],
  ['email', 'email', true],
  ['firstName must not be empty', 'first', false],
  ['user.name must be a text', 'user', false],
  ['id_card must be a text', 'id', false],
  ['This request requires a valid non-empty id', 'id', false],
  ['the row repeats the header', undefined, false],
  ['the row repeats the header', '', false],
] as const)('"%s" and the field %s: %s', (message, field, isNamed) => {
  expect(namesField(message, field)).toBe(isNamed);
});
