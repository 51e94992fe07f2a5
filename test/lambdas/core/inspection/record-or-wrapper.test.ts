import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { NO_CHOICES } from '../../../../lambdas/core/inspection/mapping/check-mapping.ts';
import { readObjectLayout } from '../../../../lambdas/core/inspection/object-layout.ts';
import { userFeed } from '../../../../lambdas/import-types/user-feed.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { participants } from '../../support/participants.ts';

const PARTICIPANTS = [{ type: participants, choices: NO_CHOICES }];
const settings = { ...NO_SETTINGS, attributes: [{ name: 'orders', kind: 'array' as const }] };
const FEED = [{ type: userFeed.resolve({ settings, parameters: undefined }), choices: NO_CHOICES }];

const read = (text: string, types = PARTICIPANTS) => readObjectLayout(Buffer.from(text), 0, types);

const JSON_LINES = { ok: true, layout: { format: 'jsonl', offset: 0, line: 1 } };
const SEQUENCE = { ok: true, layout: { format: 'json', enclosing: 'none' } };
const ARRAY = { ok: true, layout: { format: 'json', enclosing: 'object' } };
const ORDERS = '"orders":[{"id":"o1"},{"id":"o2"}]';

describe('a file that begins with an object that has an array of objects', () => {
  it.each<[string, string, object]>([
    ['one record on one line', `{"accountId":"acme","id":"ann",${ORDERS}}\n`, JSON_LINES],
    ['one record whose array comes first', `{${ORDERS},"accountId":"acme","id":"ann"}`, JSON_LINES],
    ['one record over several lines', `{\n"accountId":"acme",\n"id":"ann",\n${ORDERS}\n}\n`, SEQUENCE],
    ['one record with two arrays', `{"accountId":"acme","id":"ann",${ORDERS},"a":[{"b":1}]}`, JSON_LINES],
    ['one record with an array in an object', `{"accountId":"a","id":"b","x":{${ORDERS}}}`, JSON_LINES],
    ['one record with similar names', `{"Account ID":"acme","User ID":"ann",${ORDERS}}`, JSON_LINES],
    ['records behind each other', `{"accountId":"a","id":"b",${ORDERS}}{"accountId":"a","id":"c"}`, SEQUENCE],
    ['an object around the records', '{"id":"job_1","users":[{"accountId":"acme","id":"ann"}]}', ARRAY],
  ])('is read as %s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it('is one record if a mapping of the import gives it the key', () => {
    const choices = { map: [['person', 'id']], remembered: [['company', 'accountId']] } as const;
    const text = `{"company":"acme","person":"ann",${ORDERS}}`;
    expect(read(text, [{ type: participants, choices: { ...NO_CHOICES, ...choices } }])).toMatchObject(
      JSON_LINES,
    );
    expect(read(text)).toMatchObject(ARRAY);
  });

  it('is one record if the array is a field of the type, whatever is in it', () => {
    expect(read(`{"id":"u1",${ORDERS}}`, FEED)).toMatchObject(JSON_LINES);
  });

  it('is rejected if it and the objects of its array have a key', () => {
    const found = read('{"id":"u1","friends":[{"id":"u2"}]}', FEED);
    expect(found).toMatchObject({ ok: false, code: 'RECORD_OR_ARRAY' });
    expect(found).toMatchObject({
      message: expect.stringMatching(/has `id`.*array `friends`.*put it into \[ \]/),
    });
  });

  it('never has other records than its own key says', () => {
    const key = fc.constant({ accountId: 'acme', id: 'ann' });
    const inner = fc.array(
      fc.dictionary(fc.constantFrom('id', 'accountId', 'sku'), fc.string(), { minKeys: 1 }),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    const lists = fc.dictionary(fc.constantFrom('orders', 'users', 'b'), inner, { minKeys: 1 });
    const shape = fc.record({ key, lists, listsFirst: fc.boolean(), indent: fc.constantFrom(0, 2) });
    fc.assert(
      fc.property(shape, ({ key: own, lists: all, listsFirst, indent }) => {
        const record = listsFirst ? { ...all, ...own } : { ...own, ...all };
        const found = read(JSON.stringify(record, null, indent));
        const isUnclear = Object.values(all).some(
          ([first]) => first && 'id' in first && 'accountId' in first,
        );
        expect(found).toMatchObject(
          isUnclear ? { code: 'RECORD_OR_ARRAY' } : indent === 0 ? JSON_LINES : SEQUENCE,
        );
      }),
      lawRuns(300),
    );
  });
});
