import type {
  Cell,
  FieldRule,
  ImportType,
  ImportTypeDefinition,
} from '../../lambdas/core/import-type/import-type.ts';
import type { User } from '../../lambdas/core/user/user.ts';
import { cellOf } from '../../lambdas/import-types/cell-of.ts';
import * as values from '../../lambdas/import-types/field-values.ts';

const FIELDS: readonly FieldRule[] = [
  { name: 'email', ...values.emailAddress, description: 'Address that receives the newsletter.' },
  { name: 'fullName', ...values.textUpTo(200), description: 'Name used in the newsletter.' },
  {
    name: 'language',
    ...values.oneOf('English', 'Deutsch', 'Français'),
    description: 'Language of the newsletter. Letter case does not matter.',
  },
  {
    name: 'subscribedAt',
    ...values.instant,
    description: 'Time of the subscription. Cannot be changed once set.',
  },
  { name: 'voucher', ...values.code, description: 'Voucher that belongs to this subscriber.' },
  {
    name: 'topics',
    ...values.codeList,
    expected: 'a list of topics, or text with commas between them',
    description: 'Topics that are added to the subscriber’s topics.',
    addsToSet: true,
  },
];

const type: ImportType = {
  name: 'newsletter-subscribers',
  formats: ['csv', 'jsonl'],
  fields: FIELDS,

  // The key identifies the subscriber. Two addresses that differ only in letter case are one subscriber.
  key: ['email'],
  keyPart: (_field, value) => String(value).toLowerCase(),
  missingKey: (field, sent) => ({
    severity: 'error',
    code: sent === undefined ? 'BAD_REQUEST' : 'VALIDATION_FAILED',
    message: `${field} is required: expected the e-mail address of the subscriber`,
    field,
    retryable: false,
  }),

  // Values that no two subscribers may share. `keyFields` lists every field that `key` and `uniqueValues` read.
  keyFields: ['email', 'voucher'],
  uniqueValues: ({ fields }) => {
    const voucher = fields.get('voucher');
    return voucher === undefined ? [] : [{ field: 'voucher', scope: '', value: String(voucher) }];
  },

  immutable: new Set(['subscribedAt']),
  check: () => [],
  referableValues: () => [],
  references: () => [],

  // Columns of results.csv after `recordNumber,outcome`.
  details: {
    before: FIELDS.map(({ name }) => name),
    isDynamic: () => false,
    read: readDetails,
  },
};

export const newsletterSubscribers: ImportTypeDefinition = {
  name: type.name,
  title: 'Newsletter subscribers',
  description: 'Subscribers of a newsletter and the topics that interest them.',
  formats: type.formats,
  // The same for every tenant and file. A type may also depend on the tenant's settings and the file's parameters.
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
      ['an unknown language', { language: 'Klingon' }],
      ['a malformed address', { email: 'ann' }],
    ],
  },
};

function readDetails({ fields, sets }: User): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [name, value] of fields) cells.set(name, cellOf(value));
  for (const [name, elements] of sets) cells.set(name, [...elements].sort().join(','));
  return cells;
}
