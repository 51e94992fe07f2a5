import * as z from 'zod';

/**
 * A request to a function's URL, payload format 2.0, as far as it is read.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads, 2026-11.
 */
export const FunctionUrlEventSchema = z.object({
  version: z.literal('2.0'),
  rawPath: z.string(),
  /** Names in lower case. */
  headers: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
});
export type FunctionUrlEvent = z.infer<typeof FunctionUrlEventSchema>;

/** What becomes the HTTP answer. */
export interface FunctionUrlResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
