import type { TypeSample } from '../core/import-type/type-sample.ts';

const header = [
  { column_name: 'id', data_type: 'text', is_nullable: 'NO' },
  { column_name: 'email', data_type: 'text', is_nullable: 'YES' },
  { column_name: 'businessUnit', data_type: 'text', is_nullable: 'YES' },
  { column_name: 'firstName', data_type: 'text', is_nullable: 'NO' },
  { column_name: 'lastName', data_type: 'text', is_nullable: 'YES' },
  { column_name: 'birthday', data_type: 'date', is_nullable: 'YES' },
  { column_name: 'lastSeen', data_type: 'timestamp', is_nullable: 'YES' },
  { column_name: 'isSubscriber', data_type: 'boolean', is_nullable: 'YES' },
  { column_name: 'visits', data_type: 'integer', is_nullable: 'YES' },
  { column_name: 'score', data_type: 'numeric', is_nullable: 'YES' },
];

export const userFeedSample: TypeSample = {
  settings: {
    attributes: [
      { name: 'lastOperation', kind: 'object' },
      { name: 'tags', kind: 'array' },
    ],
  },
  parameters: { header },
  records: [
    {
      id: 'JD1534',
      email: 'james.dean@example.com',
      businessUnit: 'test',
      firstName: 'James',
      lastName: 'Dean',
      birthday: '1931-02-08',
      lastSeen: '2016-04-01T18:02:42+01',
      isSubscriber: true,
      visits: 42,
      score: 18.5,
      lastOperation: { operationDate: '2016-08-20', type: 'PURCHASE' },
      tags: ['tag1', 'tag2'],
    },
    {
      id: 'JD1332',
      email: 'marilyn.monroe@example.com',
      businessUnit: 'test',
      firstName: 'Marilyn',
      lastName: 'Monroe',
      birthday: '1926-01-06',
    },
  ],
  mistakes: [
    ['a number in quotes', { visits: '42' }],
    ['a date in a different notation', { birthday: '08.02.1931' }],
    ['a timestamp without an offset', { lastSeen: '2016-04-01T18:02:42' }],
    ['a null in a column that the header file declares as not nullable', { firstName: null }],
    ['an attribute that the header file does not declare', { nickname: 'Jimmy' }],
    [
      'an array that is not declared in the tenant settings',
      { subscriptions: [{ subscriptionId: 'BI934' }] },
    ],
  ],
};
