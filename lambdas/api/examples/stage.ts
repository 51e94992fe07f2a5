import { CREATED_AT, ENDED_AT, type Examples, IMPORT_ID, STARTED_AT, TENANT, WAITING_ID } from './values.ts';

const ENDED = {
  id: IMPORT_ID,
  tenant: TENANT,
  importType: 'participants',
  status: 'COMPLETED_WITH_ERRORS',
  attempt: 1,
  counts: { records: 2, created: 1, updated: 0, unchanged: 0, failed: 1, warnings: 0 },
  createdAt: CREATED_AT,
  startedAt: STARTED_AT,
  endedAt: ENDED_AT,
};
const MESSAGE_ID = '5b7d4c3e-8f60-4d94-b1a7-e835c1a9f0e2';

export const STAGE_EXAMPLES: Examples = {
  listStageImports: { answer: { imports: [ENDED] } },
  listOpenStageImports: {
    answer: {
      imports: [
        {
          id: WAITING_ID,
          tenant: TENANT,
          importType: 'participants',
          status: 'QUEUED',
          attempt: 1,
          createdAt: CREATED_AT,
          updatedAt: STARTED_AT,
          queuePosition: 2,
          turnOf: IMPORT_ID,
        },
      ],
    },
  },
  getStageImport: {
    answer: {
      ...ENDED,
      updatedAt: ENDED_AT,
      stage: 'ended',
      progress: { records: 2, recordsDone: 2, recordsFailed: 1 },
      timings: { createdAt: CREATED_AT, startedAt: STARTED_AT, endedAt: ENDED_AT },
      execution: {
        arn: `arn:aws:states:eu-central-1:123456789012:execution:rollcall-prod-import-users:${IMPORT_ID}`,
        status: 'SUCCEEDED',
      },
    },
  },
  getStageActivity: {
    answer: {
      from: '2026-03-02T09:00:00.000Z',
      to: '2026-03-02T10:00:00.000Z',
      hours: [
        {
          hour: '2026-03-02T09:00:00.000Z',
          created: 1,
          ended: { COMPLETED_WITH_ERRORS: 1 },
          records: 2,
          recordsFailed: 1,
        },
      ],
      complete: true,
    },
  },
  releaseTurn: { answer: { id: IMPORT_ID, turn: 'released' } },
  listStageAudit: {
    answer: {
      entries: [
        {
          at: CREATED_AT,
          operation: 'resendDeadLetters',
          by: { kind: 'operator', id: 'operator-17', issuer: 'https://login.example.com' },
          subject: { queue: 'webhook-unsent' },
          requestId: 'c1a9f0e2-5b7d-4c3e-8f60-2d94b1a7e835',
        },
        {
          at: CREATED_AT,
          operation: 'changeTenant',
          by: { kind: 'operator', id: 'operator-17', issuer: 'https://login.example.com' },
          subject: { name: TENANT, tenant: TENANT },
          requestId: '0f6f3a3c-6f0e-4c3c-8a56-0d0f5f0c9a11',
        },
      ],
    },
  },
  listDeadLetterQueues: { answer: { queues: [{ queue: 'webhook-unsent', messages: 1, canResend: true }] } },
  listDeadLetters: {
    answer: {
      messages: [
        {
          id: MESSAGE_ID,
          sentAt: ENDED_AT,
          event: 'Import Status Changed',
          tenant: TENANT,
          importId: IMPORT_ID,
        },
      ],
    },
  },
  resendDeadLetters: { answer: { sent: 1, kept: 0 } },
  resendDeadLetter: { answer: { id: MESSAGE_ID } },
};
