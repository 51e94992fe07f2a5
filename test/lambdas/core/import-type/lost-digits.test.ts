import { describe, expect, it } from 'vitest';
import { readRecord } from '../../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson } from '../../../../lambdas/core/import-type/record-fields.ts';
import { readJson } from '../../../../lambdas/core/records/json-text/read-json.ts';
import { feedType } from '../../import-types/read-feed.ts';

describe('the message about a number that would lose digits', () => {
  const type = feedType({ visits: 'integer', score: 'numeric', code: 'text' }, [
    { name: 'card', kind: 'object' },
  ]);
  const sent = '9007199254740993';

  it.each([
    ['an integer column', `"visits":${sent}`, 'send it with fewer digits: this field takes only numbers'],
    ['a numeric column', `"score":${sent}`, 'send it with fewer digits: this field takes only numbers'],
    ['a text column', `"code":${sent}`, 'send it as text in quotes, or with fewer digits'],
    ['a declared object', `"card":{"no":${sent}}`, 'send it as text in quotes, or with fewer digits'],
  ])('advises what %s takes', (_, member, advice) => {
    const { value, numbers } = readJson(`{"id":"u1",${member}}`);
    const read = readRecord(type, 'acme', fieldsOfJson(type, value as object, numbers), { onBlank: 'keep' });
    expect(read.ok).toBe(false);
    const messages = read.ok ? [] : read.issues.map(({ message }) => message);
    expect(messages.filter((message) => message.endsWith(`; ${advice}`))).toHaveLength(1);
  });
});
