import iso from 'i18n-iso-countries';
import { expect, it } from 'vitest';
import { ALPHA2_BY_ALPHA3 } from '../../../lambdas/import-types/country-codes.ts';

it('the country codes are those of i18n-iso-countries, without XK of Kosovo, which ISO 3166-1 does not list', () => {
  const { XKK, ...official } = iso.getAlpha3Codes();
  expect(XKK).toBe('XK');
  expect(Object.fromEntries(ALPHA2_BY_ALPHA3)).toEqual(official);
});
