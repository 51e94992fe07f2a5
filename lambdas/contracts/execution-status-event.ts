import * as z from 'zod';

export const ExecutionStatusSchema = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);
export type ExecutionStatus = z.infer<typeof ExecutionStatusSchema>;

/**
 * EventBridge's "Step Functions Execution Status Change", as far as recovery reads it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html, 2026-11.
 */
export const ExecutionStatusEventSchema = z.object({
  source: z.literal('aws.states'),
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.object({
    executionArn: z.string(),
    name: z.string(),
    status: ExecutionStatusSchema,
    error: z.string().nullish(),
    cause: z.string().nullish(),
  }),
});
export type ExecutionStatusEvent = z.infer<typeof ExecutionStatusEventSchema>;
