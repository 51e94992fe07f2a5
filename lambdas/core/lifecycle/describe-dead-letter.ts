import * as z from 'zod';
import type { DeadLetter } from '../../contracts/dead-letter.ts';
import { ImportIdSchema } from '../../contracts/import.ts';
import { TenantSchema } from '../../contracts/import-options.ts';
import { parseExecutionName } from '../naming/execution-name.ts';
import { parseUploadKey } from '../naming/upload-key.ts';

/** What an operator needs to decide about a message: ids, folders and names of errors. No value, and no name of a file. */
export interface DescribedLetter {
  readonly id: string;
  readonly sentAt: string;
  /** The `detail-type` of the event. */
  readonly event?: string | undefined;
  readonly tenant?: string | undefined;
  readonly importId?: string | undefined;
  /** Of an upload: the folders of its key, without the name of the file. */
  readonly folder?: string | undefined;
  /** The name of the error. Its message is in the log of the function. */
  readonly error?: string | undefined;
}

/** What a function that failed leaves: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const FailedInvocationSchema = z.object({
  requestPayload: z.unknown().optional(),
  requestContext: z.object({ condition: z.string().optional().catch(undefined) }),
  responsePayload: z
    .object({ errorType: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const EventSchema = z.object({
  'detail-type': z.string(),
  detail: z
    .object({
      object: z.object({ key: z.string() }).optional().catch(undefined),
      name: z.string().optional().catch(undefined),
      tenant: TenantSchema.optional().catch(undefined),
      importId: ImportIdSchema.optional().catch(undefined),
    })
    .catch({}),
});

/** Names of errors and conditions only: a text with a space could be a message, which may quote a value. */
const ErrorNameSchema = z.string().regex(/^[\w.]{1,80}$/);

/** Folders that an operator needs to see what is wrong with a key: `partners/<tenant>/<import type>/`. */
const SHOWN_FOLDERS = 3;

/** The event that a function was to receive. @returns undefined if the message has none, such as a position in a stream */
export function eventOf({ body }: Pick<DeadLetter, 'body'>): unknown {
  const failed = FailedInvocationSchema.safeParse(body);
  const event = failed.success ? failed.data.requestPayload : body;
  return typeof event === 'object' && event !== null && 'detail-type' in event ? event : undefined;
}

export function describeDeadLetter(letter: DeadLetter): DescribedLetter {
  const { id, sentAt } = letter;
  const event = EventSchema.safeParse(eventOf(letter));
  const error = errorOf(letter);
  if (!event.success) return { id, sentAt, error };
  const { object, name, tenant, importId } = event.data.detail;
  return {
    id,
    sentAt,
    event: event.data['detail-type'],
    tenant: tenant ?? (object && parseUploadKey(object.key)?.tenant),
    importId: importId ?? (name === undefined ? undefined : parseExecutionName(name)?.importId),
    folder: object && folderOf(object.key),
    error,
  };
}

function errorOf({ body, attributes }: DeadLetter): string | undefined {
  const failed = FailedInvocationSchema.safeParse(body);
  const given = failed.success
    ? (failed.data.responsePayload?.errorType ?? failed.data.requestContext.condition)
    : attributes.ERROR_CODE;
  const name = ErrorNameSchema.safeParse(given);
  return name.success ? name.data : undefined;
}

function folderOf(key: string): string {
  return key
    .split('/')
    .slice(0, -1)
    .slice(0, SHOWN_FOLDERS)
    .map((folder) => `${folder}/`)
    .join('');
}
