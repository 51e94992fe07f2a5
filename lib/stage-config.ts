import * as z from 'zod';

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;

const optionalText = (pattern: RegExp) => z.string().regex(pattern).optional();

/** What a field takes, and what it decides: both are read in error messages and in the table of docs/operations.md. */
const says = (expected: string, description: string) => ({ expected, description });

/** Numbers come as text from `-c name=value` on the command line. */
function count(maximum: number, byDefault: number, description: string) {
  const schema = z.coerce.number().int().positive().max(maximum).default(byDefault);
  return schema.meta(says(`a whole number from 1 to ${maximum}`, description));
}

/** What a stage may decide. */
export const StageConfigSchema = z
  .strictObject({
    senderAddress: z
      .email()
      .meta(says('an e-mail address', 'E-mails come from it; SES must have verified it or its domain.')),
    fallbackNotifyAddress: z
      .email()
      .optional()
      .meta(
        says(
          'an e-mail address',
          'Is told about imports whose sender left no address. Without it: `senderAddress`.',
        ),
      ),
    retentionDays: count(3650, 90, 'Days that uploads and results are kept.'),
    maxFileBytes: count(500 * GiB, 10 * GiB, 'Bytes of the largest file, decompressed.'),
    chunkBytes: count(64 * MiB, 4 * MiB, 'Bytes of a file that one worker takes at a time …'),
    chunkRecords: count(100_000, 2500, '… and records, whichever is reached first.'),
    // 10 workers of one vCPU write some 1,000 users a second each at best (an UpdateItem costs about 1 ms of CPU): more than
    // the 4,000 a second of a new on-demand table, which throttles, doubles, and keeps pace from then on.
    maxConcurrency: count(1000, 10, 'Chunks of one import processed at the same time.'),
    // Enough to keep one vCPU busy at some 10 ms a write; more would only wait in the worker instead of in the table.
    writeConcurrency: count(256, 16, 'Users that one worker writes at the same time.'),
    removalPolicy: z
      .enum(['retain', 'destroy'])
      .default('retain')
      .meta(says('retain or destroy', 'What becomes of buckets and tables when the stack is deleted.')),
    alarmTopicArn: optionalText(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/).meta(
      says('the ARN of an SNS topic', 'Is told about alarms. Without it they are seen in CloudWatch only.'),
    ),
    account: optionalText(/^\d{12}$/).meta(
      says('12 digits, in quotes', 'The AWS account. Without it: the one of your credentials.'),
    ),
    region: optionalText(/^[a-z]{2}(-[a-z]+)+-\d$/).meta(
      says('a region such as eu-central-1', 'The AWS region. Without it: the one of your credentials.'),
    ),
  })
  .transform((config) => ({
    ...config,
    fallbackNotifyAddress: config.fallbackNotifyAddress ?? config.senderAddress,
  }));
export type StageConfig = z.output<typeof StageConfigSchema>;

export interface StageField {
  readonly name: string;
  readonly expected: string;
  readonly description: string;
  /** Undefined: it must be given, or may be left out. */
  readonly byDefault: unknown;
  readonly required: boolean;
}

/** The fields in the order of the schema, as people read of them. */
export const STAGE_FIELDS: readonly StageField[] = Object.entries(StageConfigSchema.in.shape).map(
  ([name, schema]) => {
    const { expected = '', description = '' } = schema.meta() ?? {};
    const withoutValue = schema.safeParse(undefined);
    return {
      name,
      expected: String(expected),
      description,
      byDefault: withoutValue.data,
      required: !withoutValue.success,
    };
  },
);
