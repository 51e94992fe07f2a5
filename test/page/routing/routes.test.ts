import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, parseRoute, type Route } from '../../../page/routing/routes.ts';

const segment = fc.string({ minLength: 1, unit: 'grapheme' });
const optional = <N extends string>(name: N) => fc.option(fc.record({ [name]: segment }), { nil: {} });

const routes = fc.oneof(
  optional('step').map((rest) => ({ name: 'import', ...rest })),
  fc
    .tuple(optional('status'), optional('type'))
    .map(([status, type]) => ({ name: 'imports', ...status, ...type })),
  fc
    .tuple(segment, optional('tab'))
    .map(([importId, rest]) => ({ name: 'import-detail', importId, ...rest })),
  optional('type').map((rest) => ({ name: 'types', ...rest })),
  optional('section').map((rest) => ({ name: 'settings', ...rest })),
  fc
    .tuple(
      segment,
      optional('item'),
      optional('status'),
      optional('tenant'),
      optional('type'),
      optional('days'),
      optional('act'),
    )
    .map(([section, ...rest]) => Object.assign({ name: 'operator', section }, ...rest)),
) as fc.Arbitrary<Route>;

describe('routes', () => {
  it('a route is read from its hash as it was, whatever text it contains', () => {
    fc.assert(
      fc.property(routes, (route) => {
        expect(parseRoute(hashOf(route))).toEqual(route);
      }),
    );
  });

  it('every hash is a route, and none throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (hash) => {
        expect(parseRoute(hash).name).toMatch(/^[a-z-]+$/);
      }),
    );
  });

  it.each([
    ['no hash', '', { name: 'import' }],
    ['an empty path', '#/', { name: 'import' }],
    ['a link of an e-mail', '#/imports/imp_1', { name: 'import-detail', importId: 'imp_1' }],
    ['a slash at the end', '#/imports/', { name: 'imports' }],
    ['an empty filter', '#/imports?status=', { name: 'imports' }],
    ['a filter that does not exist', '#/imports?color=red', { name: 'imports' }],
    [
      'a filter of the console',
      '#/operator/imports?days=7&x=1',
      { name: 'operator', section: 'imports', days: '7' },
    ],
    ['a damaged escape', '#/imports/%E0%A4%A', { name: 'import-detail', importId: '%E0%A4%A' }],
    ['a screen that does not exist', '#/nothing', { name: 'unknown' }],
    ['a path that is too long', '#/imports/a/b/c', { name: 'unknown' }],
    ['a name of Object.prototype', '#/constructor', { name: 'unknown' }],
  ])('%s is %s', (_, hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });
});
