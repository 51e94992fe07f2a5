import { expect, it } from 'vitest';
import { hasValue } from '../../../../lambdas/core/access/token-claims.ts';

it.each<[string, Record<string, unknown>, string, boolean]>([
  ['a list', { 'cognito:groups': ['a', 'operator'] }, 'cognito:groups', true],
  ['a text', { role: 'operator' }, 'role', true],
  ['a field of an object', { realm_access: { roles: ['operator'] } }, 'realm_access.roles', true],
  [
    'a claim whose name has dots',
    { 'https://example.com/roles': ['operator'] },
    'https://example.com/roles',
    true,
  ],
  ['scopes', { scope: 'openid operator' }, 'scope', true],
  ['a longer value', { role: 'operators' }, 'role', false],
  ['words of a text that is no scope', { role: 'no operator' }, 'role', false],
  ['an object', { role: { operator: true } }, 'role', false],
  ['a list in a list', { role: [['operator']] }, 'role', false],
  ['a claim that is inherited', {}, 'constructor.name', false],
  ['no claim', {}, 'role', false],
])('finds the role in %s, if it is there', (_, claims, name, isThere) => {
  expect(hasValue(claims, name, 'operator')).toBe(isThere);
});
