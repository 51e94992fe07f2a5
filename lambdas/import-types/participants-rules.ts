import type { Issue } from '../contracts/issue.ts';
import type { Cell, ImportType, ImportTypeRules } from '../core/import-type/import-type.ts';
import { digest } from '../core/naming/digest.ts';
import type { User } from '../core/user/user.ts';
import { error } from '../core/wording/issue.ts';
import { showValue } from '../core/wording/show-value.ts';
import { sent, wording } from '../core/wording/wording.ts';
import { cellOf } from './cell-of.ts';
import * as columnNames from './column-names.ts';
import * as values from './field-values.ts';
import { REFERRAL_CODES, SHARE_LINKS, withPrograms } from './referral-programs.ts';

const MAX_CUSTOM_FIELDS = 100;
const PROGRAM = { label: 'programId', pattern: /^[a-zA-Z0-9-]{1,64}$/ };
/** In the order of their columns in the report: custom fields last. */
const FAMILIES = [REFERRAL_CODES, SHARE_LINKS, 'customFields.'];
const CUSTOM_FIELD = { label: 'name', pattern: /^[a-zA-Z0-9_-]{1,64}$/, isFree: true } as const;

const type: ImportType = {
  name: 'participants',
  formats: ['csv', 'jsonl', 'json'],
  key: ['accountId', 'id'],
  keyFields: ['accountId', 'id', REFERRAL_CODES],
  uniqueValues: ({ fields }) =>
    [...fields]
      .filter(([field]) => field.startsWith(REFERRAL_CODES))
      .map(([field, value]) => ({ field, scope: programOf(field), value: String(value) })),
  verbatimKeys: { scopeOf: programOf },
  missingKey,
  immutable: new Set(['paymentProviderId']),
  segmentsField: 'segments',
  wholes: [{ names: columnNames.wholeName, fields: ['firstName', 'lastName'] }],
  fields: [
    {
      name: 'accountId',
      ...values.identifier,
      humanNames: columnNames.accountId,
      description: 'Identifies the account that the participant belongs to. Spaces around it are ignored.',
    },
    {
      name: 'id',
      ...values.identifier,
      humanNames: columnNames.userId,
      description: 'Identifies the participant within the account. Spaces around it are ignored.',
    },
    {
      name: 'firstName',
      ...values.text,
      humanNames: columnNames.givenName,
      description: 'First name.',
    },
    {
      name: 'lastName',
      ...values.text,
      humanNames: columnNames.surname,
      humanNamesBeside: { field: 'firstName', names: columnNames.surnameBesideGivenName },
      description: 'Last name.',
    },
    {
      name: 'email',
      ...values.emailAddress,
      humanNames: ['Primary email', ...columnNames.emailAddress],
      description: 'E-mail address.',
    },
    { name: 'referable', ...values.boolean, description: 'Whether the participant can be referred.' },
    {
      name: 'locale',
      ...values.locale,
      humanNames: columnNames.language,
      description: 'Language and country for translations.',
    },
    {
      name: 'countryCode',
      ...values.countryCode,
      humanNames: columnNames.country,
      description: 'Country of the participant.',
    },
    {
      name: 'referredBy.code',
      ...values.code,
      description: 'Referral code of the advocate who referred the participant.',
    },
    { name: 'referredBy.isConverted', ...values.boolean, description: 'Whether the referral was converted.' },
    {
      name: 'referredByCodes',
      ...values.codeList,
      description: 'Referral codes by which the participant was referred.',
    },
    {
      name: 'referralCode',
      ...values.code,
      description: 'Referral code without a program.',
    },
    {
      name: REFERRAL_CODES,
      member: PROGRAM,
      ...values.code,
      description:
        'Referral code of the participant in the program. Generated for a participant without a code in the tenant’s programs.',
    },
    {
      name: SHARE_LINKS,
      aliases: ['sharelinks.'],
      member: PROGRAM,
      ...values.absoluteUrl,
      description:
        'Link that the participant shares in the program. Generated with the code if the program has a link template.',
    },
    {
      name: 'dateCreated',
      ...values.instant,
      humanNames: columnNames.creationDate,
      description: 'Time when the participant joined. A time without an offset is UTC.',
    },
    {
      name: 'imageUrl',
      ...values.webUrl,
      humanNames: columnNames.picture,
      description: 'Profile picture.',
    },
    {
      name: 'dateUsTaxFormSubmitted',
      ...values.milliseconds,
      description: 'Time when the W-9 tax form was marked as collected.',
    },
    {
      name: 'paymentProviderId',
      ...values.text,
      description: 'Account at the payment provider. Cannot be changed once set.',
    },
    {
      name: 'customFields.',
      member: CUSTOM_FIELD,
      ...values.customValue,
      description: 'A field that you define.',
    },
  ],
  check: (next, change) => {
    // Another writer may have added more: a record without custom fields does not fail because of them.
    if (![...change.set.keys()].some((name) => name.startsWith('customFields.'))) return [];
    const count = [...next.fields.keys()].filter((name) => name.startsWith('customFields.')).length;
    if (count <= MAX_CUSTOM_FIELDS) return [];
    const message = wording`the participant would have ${sent(count)} custom fields, at most ${MAX_CUSTOM_FIELDS} are allowed; leave some out`;
    return [error('VALIDATION_FAILED', message, 'customFields')];
  },
  referableValues: (user) => referralCodes(user),
  references: (change) => {
    const one = change.set.get('referredBy.code');
    const many = change.set.get('referredByCodes');
    return [
      ...(typeof one === 'string' ? [{ field: 'referredBy.code', value: one }] : []),
      ...(Array.isArray(many)
        ? many.map((value) => ({ field: 'referredByCodes', value: String(value) }))
        : []),
    ];
  },
  details: {
    // The user details report of these systems, in its order. Columns that the report does not define come before the custom fields.
    before: [
      'id',
      'accountId',
      'email',
      'firstName',
      'lastName',
      'referralCode',
      'imageUrl',
      'firstSeenIP',
      'lastSeenIP',
      'dateCreated',
      'dateUsTaxFormSubmitted',
      'emailHash',
      'referralSource',
      'locale',
      'countryCode',
      'referable',
      'referredBy.code',
      'referredBy.isConverted',
      'referredByCodes',
      'paymentProviderId',
      'segments',
      'shareLink',
    ],
    isDynamic: (column) => FAMILIES.some((prefix) => column.startsWith(prefix)),
    families: FAMILIES,
    read: readDetails,
  },
};

export const participantsRules: ImportTypeRules = {
  name: type.name,
  formats: type.formats,
  resolve: ({ settings: { programs, allowInKeys } }) => withPrograms({ ...type, allowInKeys }, programs),
};

/** The message of the systems that import participants, and what is wrong with a value that was sent. */
function missingKey(field: string, raw?: unknown): Issue {
  const found = raw === undefined ? '' : wording`: expected text in quotes, found ${sent(showValue(raw))}`;
  return error('BAD_REQUEST', wording`This request requires a valid non-empty ${field}${found}`, field);
}

function programOf(field: string): string {
  return field.slice(REFERRAL_CODES.length);
}

function readDetails(user: User): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [name, value] of user.fields) cells.set(name, cellOf(value));
  // The report's dateCreated is text; its dateUsTaxFormSubmitted is an integer of milliseconds, and stays one.
  const created = user.fields.get('dateCreated');
  if (typeof created === 'number') cells.set('dateCreated', new Date(created).toISOString());
  const email = user.fields.get('email');
  // MD5 because the report requires it (Gravatar's hash of an address), not for security.
  if (typeof email === 'string')
    cells.set('emailHash', digest('md5', email.trim().toLowerCase()).toString('hex'));
  if (!cells.has('referralCode')) setFirst(cells, user, 'referralCode', REFERRAL_CODES);
  setFirst(cells, user, 'shareLink', SHARE_LINKS);
  for (const [name, elements] of user.sets) cells.set(name, [...elements].sort().join(','));
  return cells;
}

/** A participant may have a value in each program, but the report has one column: it shows the first program's value. */
function setFirst(cells: Map<string, Cell>, user: User, column: string, family: string): void {
  const first = [...user.fields]
    .filter(([name]) => name.startsWith(family))
    .sort(([a], [b]) => (a < b ? -1 : 1))[0];
  if (typeof first?.[1] === 'string') cells.set(column, first[1]);
}

function referralCodes(user: User): readonly string[] {
  const codes = [...user.fields].filter(
    ([name]) => name === 'referralCode' || name.startsWith(REFERRAL_CODES),
  );
  return codes.map(([, value]) => String(value));
}
