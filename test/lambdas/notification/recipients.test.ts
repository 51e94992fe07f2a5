import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recipientsOf } from '../../../lambdas/notification/recipients.ts';
import { importItem } from '../support/import-item.ts';

const FALLBACK = 'operators@saas.example';

const recipients = (notify: string | undefined, named: readonly string[], domains: readonly string[]) => {
  const { options } = importItem();
  const item = importItem({ options: { ...options, notify } as typeof options });
  return recipientsOf(item, { notify: [...named], notifyDomains: [...domains] }, FALLBACK);
};

const OPS = 'ops@acme.example';

describe('the recipients of an e-mail', () => {
  it.each<[string, Parameters<typeof recipients>, readonly string[], boolean, boolean]>([
    ['the operator for a tenant without settings', [undefined, [], []], [FALLBACK], true, false],
    ['not an address that only the upload names', ['a@b.example', [], []], [FALLBACK], true, true],
    ['the operator, named by the upload', ['Operators@saas.example', [], []], [FALLBACK], true, false],
    ['the tenant, named by the upload in capitals', ['OPS@acme.example', [OPS], []], [OPS], true, false],
    ['the tenant also if a stranger is named', ['a@b.example', [OPS], []], [OPS], true, true],
    [
      'the operator as well where only a domain is named',
      ['a@B.example', [], ['b.example']],
      [FALLBACK, 'a@B.example'],
      false,
      false,
    ],
    [
      'the operator once if the domain is the operator’s own',
      ['Operators@saas.example', [], ['saas.example']],
      [FALLBACK],
      true,
      false,
    ],
    [
      'the tenant and an address of a named domain',
      ['a@b.example', [OPS], ['b.example']],
      [OPS, 'a@b.example'],
      false,
      false,
    ],
    ['no subdomain of a named domain', ['a@x.b.example', [OPS], ['b.example']], [OPS], true, true],
    ['no longer name with the same end', ['a@evilb.example', [OPS], ['b.example']], [OPS], true, true],
  ])('are %s', (_, [notify, named, domains], to, mayHaveFiles, isRefused) => {
    const found = recipients(notify, named, domains);
    expect(found).toMatchObject({ to, mayHaveFiles });
    expect(found.refusal !== undefined).toBe(isRefused);
    if (isRefused) expect(found.refusal).toContain(notify);
  });

  const domain = fc.constantFrom('a.example', 'b.example', 'x.a.example', 'saas.example');
  const address = fc
    .tuple(fc.constantFrom('ann', 'Bob', 'operators'), domain, fc.boolean())
    .map(([name, at, isUpper]) => `${name}@${isUpper ? at.toUpperCase() : at}`);

  it('are named by settings or stage, begin with each address of the settings or the operator’s, and get files only if named one by one', () => {
    const same = (a: string) => (b: string) => a.toLowerCase() === b.toLowerCase();
    fc.assert(
      fc.property(
        fc.option(address, { nil: undefined }),
        fc.uniqueArray(address, { selector: (a) => a.toLowerCase(), maxLength: 3 }),
        fc.uniqueArray(domain),
        (notify, named, domains) => {
          const { to, mayHaveFiles, refusal } = recipients(notify, named, domains);
          const isNamed = (a: string) => [...named, FALLBACK].some(same(a));
          const isOfDomain = (a: string) => domains.some((d) => a.toLowerCase().endsWith(`@${d}`));
          expect(to.every((a) => isNamed(a) || isOfDomain(a))).toBe(true);
          expect(to.slice(0, Math.max(1, named.length))).toEqual(named.length === 0 ? [FALLBACK] : named);
          expect(new Set(to.map((a) => a.toLowerCase())).size).toBe(to.length);
          if (mayHaveFiles) expect(to.every(isNamed)).toBe(true);
          const hears = notify === undefined || to.some(same(notify)) || same(notify)(FALLBACK);
          expect(refusal === undefined).toBe(hears);
        },
      ),
    );
  });
});
