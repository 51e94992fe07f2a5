import type { Cell, ImportType, ImportTypeDefinition } from '../../lambdas/core/import-type/import-type.ts';
import type { User } from '../../lambdas/core/user/user.ts';
import { cellOf } from '../../lambdas/import-types/cell-of.ts';
import * as values from '../../lambdas/import-types/field-values.ts';

const type: ImportType = {
  name: 'newsletter-subscribers',
  formats: ['csv', 'jsonl'],
  fields: [
    { name: 'email', ...values.emailAddress, description: 'Whom the newsletter goes to.' },
    { name: 'fullName', ...values.text, description: 'How the newsletter addresses them.' },
    {
      name: 'language',
      ...values.oneOf('English', 'Deutsch', 'Français'),
      description: 'In which they read it. In any letter case.',
    },
    { name: 'subscribedAt', ...values.instant, description: 'When they subscribed; fixed once set.' },
    { name: 'voucher', ...values.code, description: 'A voucher of their own.' },
    {
      name: 'topics',
      ...values.codeList,
      expected: 'a list of topics, in CSV separated by commas',
      description: 'Topics that are added to theirs.',
      addsToSet: true,
    },
  ],

  // Who a record is about: two addresses that differ in letter case are one subscriber.
  key: ['email'],
  keyPart: (_field, value) => String(value).toLowerCase(),
  missingKey: (field, sent) => ({
    severity: 'error',
    code: sent === undefined ? 'BAD_REQUEST' : 'VALIDATION_FAILED',
    message: `${field} must be an e-mail address: it says who subscribes`,
    field,
    retryable: false,
  }),

  // What no two subscribers share. `keyFields` are the fields from which `key` and `uniqueValues` are made.
  keyFields: ['email', 'voucher'],
  uniqueValues: ({ fields }) => {
    const voucher = fields.get('voucher');
    return voucher === undefined ? [] : [{ field: 'voucher', scope: '', value: String(voucher) }];
  },

  immutable: new Set(['subscribedAt']),
  check: () => [],
  referableValues: () => [],
  references: () => [],

  // Columns of results.csv behind `recordNumber,outcome`.
  details: {
    before: ['email', 'fullName', 'language', 'subscribedAt', 'voucher', 'topics'],
    isDynamic: () => false,
    read: readDetails,
  },
};

export const newsletterSubscribers: ImportTypeDefinition = {
  name: type.name,
  title: 'Newsletter subscribers',
  description: 'Subscribers of a newsletter, with the topics that they want to read about.',
  formats: type.formats,
  // The same for every tenant and file; a type may also be made of the tenant's settings and of the file's parameters.
  resolve: () => type,
  sample: {
    records: [
      {
        email: 'ann@example.com',
        fullName: 'Ann Lee',
        language: 'English',
        subscribedAt: '2026-03-02',
        voucher: 'WELCOME-1',
        topics: ['sailing', 'knots'],
      },
      { email: 'jean@example.com', fullName: 'Jean Roux', language: 'Français', topics: ['sailing'] },
    ],
    mistakes: [
      ['a language that there is not', { language: 'Klingon' }],
      ['an address that is none', { email: 'ann' }],
    ],
  },
};

function readDetails({ fields, sets }: User): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [name, value] of fields) cells.set(name, cellOf(value));
  for (const [name, elements] of sets) cells.set(name, [...elements].sort().join(','));
  return cells;
}
