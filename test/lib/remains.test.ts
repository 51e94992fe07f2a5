import { describe, expect, it } from 'vitest';
import { RECOVERY_DAYS, RETENTION_DAYS } from '../../lambdas/contracts/retention.ts';
import { remainsOf } from '../../lambdas/core/lifecycle/remains.ts';
import { stubStack } from './stub-stack.ts';

const NOW = new Date('2026-11-28T23:00:00.000Z');
const DAY_MS = 86_400_000;
/** Of the stack of these tests. */
const STAGE_DAYS = 90;
/** S3 rounds an expiry up to midnight, and then has a day to delete. */
const AT_MOST_LATER = 2;

interface Rule {
  readonly Id: string;
  readonly Prefix?: string;
  readonly TagFilters?: readonly { readonly Value: string }[];
  readonly ExpirationInDays?: number;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
}

function rulesOf(bucket: 'uploads' | 'results'): readonly Rule[] {
  const found = Object.entries(stubStack().template().findResources('AWS::S3::Bucket'));
  const [, resource] = found.find(([id]) => id.toLowerCase().includes(bucket)) ?? [];
  return resource?.Properties.LifecycleConfiguration.Rules;
}

/** The shortest time that the rules give an object with this tag. */
function days(
  rules: readonly Rule[],
  tag: string | undefined,
  field: (rule: Rule) => number | undefined,
): number {
  const own = rules.filter(({ TagFilters = [] }) => TagFilters.every(({ Value }) => Value === tag));
  return Math.min(...own.flatMap((rule) => field(rule) ?? []));
}

const expiration = ({ ExpirationInDays }: Rule) => ExpirationInDays;
const noncurrent = ({ NoncurrentVersionExpiration }: Rule) => NoncurrentVersionExpiration?.NoncurrentDays;
const under = (prefix: string) => (rules: readonly Rule[]) => rules.filter(({ Prefix }) => Prefix === prefix);

describe('what remains of an erased user', () => {
  it.each([undefined, ...RETENTION_DAYS])(
    'expires by the rules of the buckets not later than the answer says, nor much earlier: retention of the tenant %s',
    (tenantDays) => {
      const tag = tenantDays === undefined ? undefined : String(tenantDays);
      const uploads = rulesOf('uploads');
      const results = rulesOf('results');
      const wanted = {
        uploads: days(uploads, tag, expiration) + days(uploads, tag, noncurrent),
        results: days(under('imports/')(results), tag, expiration),
        'work-files': days(under('work/')(results), tag, expiration),
        backups: RECOVERY_DAYS,
      };
      const remains = remainsOf({
        retentionDays: STAGE_DAYS,
        tenantDays,
        now: NOW,
        withFiles: false,
        kind: 'user',
      });
      for (const [what, least] of Object.entries(wanted)) {
        const { until = '' } = remains.find((one) => one.what === what) ?? {};
        const promised = (Date.parse(until) - Date.parse('2026-11-28')) / DAY_MS;
        expect(promised, what).toBeLessThanOrEqual(least + AT_MOST_LATER);
        expect(promised, what).toBeGreaterThanOrEqual(least);
      }
    },
  );

  it('are only backups, and uploads that no import has read, if the files are deleted with the user', () => {
    const remains = remainsOf({ retentionDays: STAGE_DAYS, now: NOW, withFiles: true, kind: 'user' });
    expect(remains.map(({ what }) => what)).toEqual(['uploads', 'backups']);
    expect(remains[0]?.until).toBe('2026-12-30');
  });
});
