import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** For every log group. Logs hold ids, counts and durations: of use for a quarter, not for ever. */
export const LOG_RETENTION = RetentionDays.THREE_MONTHS;
