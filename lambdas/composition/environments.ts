import * as z from 'zod';
import { VARIABLES, type VariableName } from '../runtime/environment.ts';

/**
 * The environment variables of each task, by its folder. This one table types both sides: the stack must hand exactly
 * these variables to the construct (`EnvironmentOf` in lib/tasks.ts), and the running process reads exactly these. A
 * variable that one side forgets does not compile. The CDK app imports this file and no handler.
 */
export const TASK_VARIABLES = {
  'start-import': ['IMPORTS_TABLE', 'STATE_MACHINE_ARN', 'RETENTION_DAYS', 'TENANTS'],
  'inspect-file': ['IMPORTS_TABLE', 'MAX_FILE_BYTES'],
  'split-file': [
    'IMPORTS_TABLE',
    'RESULTS_BUCKET',
    'MAX_FILE_BYTES',
    'CHUNK_BYTES',
    'CHUNK_RECORDS',
    'MAX_CONCURRENCY',
  ],
  'yield-turn': ['IMPORTS_TABLE'],
  'evaluate-chunk': ['IMPORTS_TABLE', 'USERS_TABLE', 'PREVIEWS_TABLE', 'RESULTS_BUCKET', 'WRITE_CONCURRENCY'],
  'evaluate-deferred': [
    'IMPORTS_TABLE',
    'USERS_TABLE',
    'PREVIEWS_TABLE',
    'RESULTS_BUCKET',
    'WRITE_CONCURRENCY',
  ],
  'collect-preview': ['IMPORTS_TABLE', 'USERS_TABLE', 'PREVIEWS_TABLE', 'RESULTS_BUCKET'],
  'await-confirmation': [
    'IMPORTS_TABLE',
    'RESULTS_BUCKET',
    'SENDER_ADDRESS',
    'FALLBACK_NOTIFY_ADDRESS',
    'CONFIRMATION_CONTACT',
    'IMPORT_LINK',
  ],
  'expire-import': ['IMPORTS_TABLE'],
  'confirm-import': ['IMPORTS_TABLE', 'RETENTION_DAYS'],
  'wait-for-turn': ['IMPORTS_TABLE'],
  'process-chunk': ['IMPORTS_TABLE', 'USERS_TABLE', 'RESULTS_BUCKET', 'WRITE_CONCURRENCY'],
  'process-deferred': ['IMPORTS_TABLE', 'USERS_TABLE', 'RESULTS_BUCKET', 'WRITE_CONCURRENCY'],
  'collect-results': ['IMPORTS_TABLE', 'USERS_TABLE', 'RESULTS_BUCKET'],
  'release-turn': ['IMPORTS_TABLE'],
  'notify-requester': [
    'IMPORTS_TABLE',
    'RESULTS_BUCKET',
    'SENDER_ADDRESS',
    'FALLBACK_NOTIFY_ADDRESS',
    'IMPORT_LINK',
  ],
  'reject-import': ['IMPORTS_TABLE'],
  'abort-import': ['IMPORTS_TABLE'],
  'write-aborted-files': ['IMPORTS_TABLE', 'USERS_TABLE', 'RESULTS_BUCKET'],
  'recover-import': ['IMPORTS_TABLE', 'RECOVERY_ARN'],
  'sweep-imports': ['IMPORTS_TABLE', 'STATE_MACHINE_ARN', 'RECOVERY_ARN'],
  'cancel-import': ['IMPORTS_TABLE', 'RECOVERY_ARN', 'RETENTION_DAYS'],
  'resume-import': ['IMPORTS_TABLE', 'RESULTS_BUCKET', 'STATE_MACHINE_ARN', 'RETENTION_DAYS'],
  'edit-tenant': ['IMPORTS_TABLE', 'RETENTION_DAYS'],
  'manage-tenants': ['IMPORTS_TABLE', 'RETENTION_DAYS'],
  'group-members-api': [
    'IMPORTS_TABLE',
    'USERS_TABLE',
    'UPLOADS_BUCKET',
    'WRITE_CONCURRENCY',
    'TENANTS',
    'REQUESTS_PER_SECOND',
  ],
  api: [
    'IMPORTS_TABLE',
    'USERS_TABLE',
    'UPLOADS_BUCKET',
    'RESULTS_BUCKET',
    'STATE_MACHINE_ARN',
    'RECOVERY_ARN',
    'ERASE_DATA_ARN',
    'RETENTION_DAYS',
    'MAX_FILE_BYTES',
    'TENANTS',
    'REQUESTS_PER_SECOND',
    'ISSUERS',
    'WEBHOOKS_TABLE',
    'WEBHOOK_HOSTS',
    'DEAD_LETTER_QUEUES',
  ],
  'send-webhooks': [
    'IMPORTS_TABLE',
    'WEBHOOKS_TABLE',
    'WEBHOOK_HOSTS',
    'SENDER_ADDRESS',
    'FALLBACK_NOTIFY_ADDRESS',
  ],
  'publish-status-changes': ['EVENT_BUS', 'RESULTS_BUCKET'],
  'erase-data': [
    'IMPORTS_TABLE',
    'USERS_TABLE',
    'PREVIEWS_TABLE',
    'WEBHOOKS_TABLE',
    'UPLOADS_BUCKET',
    'RESULTS_BUCKET',
    'RECOVERY_ARN',
    'RETENTION_DAYS',
  ],
  'upsert-user': ['IMPORTS_TABLE', 'USERS_TABLE'],
} as const satisfies Readonly<Record<string, readonly VariableName[]>>;

/** The folder of a task, which is also its log service. */
export type TaskFolder = keyof typeof TASK_VARIABLES;

/** A task's environment as its code reads it: names and addresses as text, limits as numbers. */
export type TaskEnvironment<Folder extends TaskFolder> = {
  readonly [Name in (typeof TASK_VARIABLES)[Folder][number]]: z.output<(typeof VARIABLES)[Name]>;
};

export function environmentSchema(folder: TaskFolder): z.ZodObject {
  return z.object(Object.fromEntries(TASK_VARIABLES[folder].map((name) => [name, VARIABLES[name]])));
}
