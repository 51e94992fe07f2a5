import {
  CREATED_AT,
  ENDED_AT,
  EXPIRES_AT,
  type Examples,
  IMPORT_ID,
  STARTED_AT,
  TENANT,
  WAITING_ID,
} from './values.ts';

/** Sealed: it says nothing to a client. */
const NEXT = 'ccO2nYAivMksqecMquAaxloAYeFd0LwABvmzwUINY7gRHuvD_I3TZMGB9SYZmlpzoQmGfY4gr1tFqw';
const FILE = { importType: 'participants', fileName: 'participants.csv' };
const KEY = `partners/${TENANT}/participants/${IMPORT_ID}/participants.csv`;
const COUNTS = { records: 2, created: 1, updated: 0, unchanged: 0, failed: 1, warnings: 0 };
const ISSUE = {
  severity: 'error',
  code: 'VALIDATION_FAILED',
  field: 'locale',
  message: 'locale must be a locale such as en_US or en, found "english", the name of a language; write en',
};
const SUMMARY = {
  id: IMPORT_ID,
  tenant: TENANT,
  ...FILE,
  status: 'COMPLETED_WITH_ERRORS',
  attempt: 1,
  requestId: 'crm-2026-03-02',
  createdAt: CREATED_AT,
  startedAt: STARTED_AT,
  endedAt: ENDED_AT,
  records: 2,
  counts: COUNTS,
};
const FAILED = {
  recordNumber: 2,
  place: 2,
  line: 3,
  outcome: 'failed',
  key: { accountId: 'northwind', id: 'sam.tan' },
  issues: [ISSUE],
};
const partUrl = (number: number) =>
  `https://uploads.example.com/${KEY}?partNumber=${number}&X-Amz-Signature=0123456789abcdef`;

export const IMPORT_EXAMPLES: Examples = {
  createImport: {
    body: {
      ...FILE,
      bytes: 18_432,
      options: { mode: 'upsert' },
      map: { 'First Name': 'firstName' },
      requestId: 'crm-2026-03-02',
    },
    answer: {
      id: IMPORT_ID,
      status: 'AWAITING_UPLOAD',
      upload: {
        method: 'POST',
        url: 'https://uploads.example.com/',
        fields: {
          key: KEY,
          Policy: 'eyJleHBpcmF0aW9uIjoi4oCmIn0=',
          'X-Amz-Signature': '0123456789abcdef',
        },
        validUntil: EXPIRES_AT,
      },
    },
  },
  listImports: { answer: { imports: [SUMMARY], next: NEXT } },
  getImport: {
    answer: {
      ...SUMMARY,
      stage: 'ended',
      progress: { records: 2, recordsDone: 2, recordsFailed: 1 },
      timings: { createdAt: CREATED_AT, startedAt: STARTED_AT, endedAt: ENDED_AT },
      issues: {
        groups: [
          {
            severity: 'error',
            code: 'VALIDATION_FAILED',
            field: 'locale',
            kind: 'locale must be a locale such as en_US or en',
            count: 1,
            firstRecord: 2,
            firstLine: 3,
          },
        ],
        others: { error: 0, warning: 0 },
      },
      format: 'csv',
      choices: { options: { mode: 'upsert' }, map: { 'First Name': 'firstName' } },
      files: [{ name: 'errors', fileName: 'errors.csv', bytes: 222 }],
    },
  },
  confirmImport: { answer: { id: WAITING_ID, status: 'RUNNING' } },
  cancelImport: { answer: { id: WAITING_ID, status: 'RUNNING' } },
  resumeImport: { answer: { id: IMPORT_ID, status: 'QUEUED' } },
  listImportIssues: { answer: { issues: [{ recordNumber: 2, line: 3, ...ISSUE }], complete: true } },
  listImportRecords: { answer: { of: 'import', records: [FAILED], complete: true } },
  getImportRecord: {
    answer: {
      ...FAILED,
      sent: {
        text: 'northwind,sam.tan,english',
        isCut: false,
        values: [
          { column: 'accountId', value: 'northwind' },
          { column: 'id', value: 'sam.tan' },
          { column: 'locale', value: 'english' },
        ],
      },
    },
  },
  signParts: {
    body: { numbers: [1, 2] },
    answer: {
      parts: [
        { number: 1, bytes: 16_777_216, url: partUrl(1) },
        { number: 2, bytes: 5_242_880, url: partUrl(2) },
      ],
      validUntil: EXPIRES_AT,
    },
  },
  listParts: {
    answer: {
      bytes: 22_020_096,
      partBytes: 16_777_216,
      arrivedBytes: 16_777_216,
      parts: [{ number: 1, bytes: 16_777_216, md5: '9e107d9d372bb6826bd81d3542a419d6' }],
    },
  },
  completeUpload: { answer: { id: IMPORT_ID, bytes: 22_020_096 } },
};
