import * as z from 'zod';

/**
 * A request to an HTTP API of API Gateway, payload format 2.0, as far as it is read.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, 2026-11.
 */
export const HttpApiEventSchema = z.object({
  version: z.literal('2.0'),
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  /** Names in lower case. */
  headers: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({ requestId: z.string(), http: z.object({ method: z.string() }) }),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
});
export type HttpApiEvent = z.infer<typeof HttpApiEventSchema>;

/** What becomes the HTTP answer. */
export interface HttpApiResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
