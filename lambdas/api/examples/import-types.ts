import { type Examples, WAITING_ID } from './values.ts';

const SUMMARY = {
  name: 'participants',
  title: 'Participants',
  description: 'Participants of a referral program.',
  formats: ['csv', 'jsonl', 'json'],
  confirms: false,
  paired: false,
};
const CONTENT = 'accountId,id,First Name\nnorthwind,mara.okafor,Mara\n';
const KEY = 'northwind/mara.okafor';
const USER = {
  accountId: 'northwind',
  id: 'mara.okafor',
  firstName: 'Mara',
  email: 'mara.okafor@example.com',
  locale: 'en_US',
};
const STORED = { importType: 'participants', key: KEY, user: USER };
const DATED = {
  ...STORED,
  createdAt: '2026-02-28T09:30:00.000Z',
  updatedAt: '2026-02-28T09:30:00.000Z',
};

export const IMPORT_TYPE_EXAMPLES: Examples = {
  listImportTypes: { answer: { importTypes: [SUMMARY] } },
  getImportType: {
    answer: {
      ...SUMMARY,
      notes: ['A user has at most 100 custom fields.'],
      fields: [
        {
          name: 'locale',
          aliases: [],
          required: false,
          immutable: false,
          rule: 'a locale such as en_US or en',
          description: 'Language and country for translations.',
          maxLength: 64,
        },
      ],
      key: ['accountId', 'id'],
      maxRecords: 100_000_000,
      template: 'accountId,id,locale\n',
      sample: 'accountId,id,locale\nnorthwind,mara.okafor,en_US\n',
      files: [
        {
          format: 'csv',
          template: 'accountId,id,locale\n',
          sample: 'accountId,id,locale\nnorthwind,mara.okafor,en_US\n',
        },
        {
          format: 'jsonl',
          template: '',
          sample: '{"accountId":"northwind","id":"mara.okafor","locale":"en_US"}\n',
        },
      ],
    },
  },
  checkFile: {
    body: { fileName: 'participants.csv', text: CONTENT },
    answer: {
      accepted: false,
      rejection: {
        code: 'SIMILAR_COLUMNS',
        message:
          'The name of one column is similar to that of a field of participants, but not the same. Names are case-sensitive. This mapping would do:\n  `First Name` → `firstName`',
      },
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      columns: [
        { name: 'accountId', field: 'accountId', reason: 'exact' },
        { name: 'id', field: 'id', reason: 'exact' },
        { name: 'First Name', field: 'firstName', reason: 'separators' },
      ],
      suggestedMap: { 'First Name': 'firstName' },
      complete: true,
      checkedRecords: 0,
      issues: [],
    },
  },
  getColumns: { answer: { columns: { 'First Name': 'firstName' }, mayChange: true } },
  rememberColumns: {
    body: { columns: { 'First Name': 'firstName', Notes: '-' } },
    answer: { columns: { 'First Name': 'firstName', Notes: '-' }, mayChange: true },
  },
  putUser: {
    body: { user: USER, options: { mode: 'upsert' } },
    answer: { ...STORED, outcome: 'created', warnings: [] },
  },
  listUsers: { answer: { users: [DATED], next: '~WyJub3J0aHdpbmQiLCJtYXJhLm9rYWZvciJd' } },
  getUser: { answer: DATED },
  deleteUser: {
    answer: {
      erasureId: 'ers_31c7e0a95b4d8f26017ec9d4',
      existed: true,
      createdAgain: false,
      openImports: [WAITING_ID],
      remains: [{ what: 'uploads', until: '2026-05-31' }],
    },
  },
};
