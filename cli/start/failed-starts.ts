import * as z from 'zod';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import type { Cloud } from '../../local/cloud-types.ts';

/** What Lambda sends to a failure destination, as far as it is reported. */
const FailedStartSchema = z.object({
  requestPayload: z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) }),
  responsePayload: z.object({ errorType: z.string(), errorMessage: z.string() }),
});

/** @returns a function that describes the uploads that did not become imports since it was called the last time */
export async function failedStarts(deadLetters: Cloud['deadLetters']): Promise<() => Promise<string[]>> {
  const reported = new Set((await deadLetters('FailedStarts')).map(({ id }) => id));
  return async () => {
    const letters = (await deadLetters('FailedStarts')).filter(({ id }) => !reported.has(id));
    for (const { id } of letters) reported.add(id);
    return letters.flatMap(({ body }) => {
      const read = FailedStartSchema.safeParse(body);
      if (!read.success) return [];
      const { requestPayload, responsePayload } = read.data;
      const { key } = requestPayload.detail.object;
      const { errorType, errorMessage } = responsePayload;
      return [`The upload ${visible(JSON.stringify(key))} was not imported. ${errorType}: ${errorMessage}`];
    });
  };
}
