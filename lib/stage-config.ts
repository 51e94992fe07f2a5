import { z } from 'zod';

const GiB = 1024 ** 3;
const MiB = 1024 ** 2;

/** Numbers come as text from `-c name=value` on the command line. */
const count = (maximum: number) => z.coerce.number().int().positive().max(maximum);

/**
 * What a stage may decide. The descriptions are the table in docs/operations.md and the text of error messages: each says what
 * the value is, with its unit.
 */
export const StageConfigSchema = z
  .strictObject({
    senderAddress: z
      .email()
      .describe('the address that e-mails come from; SES must have verified it or its domain'),
    fallbackNotifyAddress: z
      .email()
      .optional()
      .describe('who is told about an import whose sender left no address'),
    retentionDays: count(3650).default(90).describe('days that uploads and results are kept'),
    maxFileBytes: count(500 * GiB)
      .default(10 * GiB)
      .describe('largest file, in bytes, decompressed'),
    chunkBytes: count(64 * MiB)
      .default(4 * MiB)
      .describe('bytes of a file that one worker takes at a time'),
    chunkRecords: count(100_000)
      .default(2500)
      .describe('records that one worker takes at a time, if they are fewer bytes'),
    maxConcurrency: count(1000).default(10).describe('chunks of one import processed at the same time'),
    writeConcurrency: count(256).default(16).describe('users that one worker writes at the same time'),
    removalPolicy: z
      .enum(['retain', 'destroy'])
      .default('retain')
      .describe('what becomes of buckets and tables when the stack is deleted: retain or destroy'),
    alarmTopicArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/)
      .optional()
      .describe('the ARN of an SNS topic that alarms go to'),
    account: z
      .string()
      .regex(/^\d{12}$/)
      .optional()
      .describe('the AWS account, 12 digits in quotes'),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
      .optional()
      .describe('the AWS region, such as eu-central-1'),
  })
  .transform((config) => ({
    ...config,
    fallbackNotifyAddress: config.fallbackNotifyAddress ?? config.senderAddress,
  }));
export type StageConfig = z.output<typeof StageConfigSchema>;

/** By name, for the documentation and for whoever looks for a value of a field elsewhere, such as in the CDK context. */
export const STAGE_FIELDS: Readonly<Record<string, z.ZodType>> = StageConfigSchema.in.shape;
