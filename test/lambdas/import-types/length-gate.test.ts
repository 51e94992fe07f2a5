import { describe, expect, it } from 'vitest';
import type { FieldRule, ImportType } from '../../../lambdas/core/import-type/import-type.ts';
import { type ReadRecord, readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { TYPES_WITH_FULL_FEED } from '../support/types-with-full-feed.ts';

const MEGABYTE = 1024 * 1024;

const FIELDS = TYPES_WITH_FULL_FEED.flatMap((type) =>
  type.fields.map((rule) => ({ type, rule, title: `${type.name} ${rule.name}` })),
);

const nameOf = ({ name, member }: FieldRule): string => (member === undefined ? name : `${name}x`);

/** The type, which notes the length of each text that one of its schemas is given. */
function watched(type: ImportType): { readonly type: ImportType; readonly lengths: number[] } {
  const lengths: number[] = [];
  const fields = type.fields.map((rule) => {
    const safeParse = (raw: unknown) => {
      lengths.push(typeof raw === 'string' ? raw.length : 0);
      return rule.schema.safeParse(raw);
    };
    return { ...rule, schema: { ...rule.schema, safeParse } as unknown as FieldRule['schema'] };
  });
  return { type: { ...type, fields }, lengths };
}

function read(type: ImportType, rule: FieldRule, raw: unknown): ReadRecord {
  const record = {
    format: 'json' as const,
    entries: [[nameOf(rule), raw]] as const,
    clearedFamilies: [],
    segments: undefined,
    issues: [],
  };
  return readRecord(type, 'acme', record, { onBlank: 'keep' });
}

describe.each(FIELDS)('$title', ({ type, rule }) => {
  it('fails for a megabyte of anything, which its patterns never see', () => {
    for (const { of } of HOSTILE_TEXTS) {
      const { type: watchedType, lengths } = watched(type);
      const outcome = read(watchedType, rule, of(MEGABYTE));
      expect(outcome.ok).toBe(false);
      expect(lengths).toEqual([]);
      const text = of(MEGABYTE);
      const isBlank = text.trim() === '';
      if (isBlank || outcome.ok) continue;
      const message = outcome.issues.map((issue) => issue.message).join();
      expect(message).toContain(`found text of ${text.length} characters`);
      expect(message.split(`at most ${rule.maxLength} `), 'the limit, once').toHaveLength(2);
    }
  });

  it('reads the longest text that it allows, and refuses one that is a character longer', () => {
    const { type: watchedType, lengths } = watched(type);
    read(watchedType, rule, 'x'.repeat(rule.maxLength));
    read(watchedType, rule, 'x'.repeat(rule.maxLength + 1));
    expect(lengths).toEqual([rule.maxLength]);
  });

  it('says what is wrong with a long text in a short message', () => {
    for (const { of } of HOSTILE_TEXTS) {
      const outcome = read(type, rule, of(rule.maxLength - 10));
      if (!outcome.ok)
        for (const { message } of outcome.issues) expect(message.length, message).toBeLessThan(1000);
    }
  });
});
