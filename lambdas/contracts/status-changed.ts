import * as z from 'zod';
import { ImportIdSchema } from './import.ts';
import { TenantSchema } from './import-options.ts';
import { ImportStatusSchema } from './import-status.ts';
import { CountsSchema } from './outcome.ts';

/** The `source` of all events of Rollcall. */
export const EVENT_SOURCE = 'rollcall';
/** The `detail-type` of the event about a change of an import's status. */
export const STATUS_CHANGED = 'Import Status Changed';

/** Raised when an attribute changes its meaning or is removed. An attribute may be added at any time. */
const SCHEMA_VERSION = '1';

export const EventIdSchema = z.string().regex(/^evt_[0-9a-z]{26}$/, 'an event id looks like evt_01kakr5e3h…');

/**
 * The `detail` of the event about a change of an import's status. Ids and numbers only: no value of a file, no name of a
 * file, no e-mail address. docs/events.md is made from it.
 */
export const StatusChangedSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION).meta({ description: 'The version of this description.' }),
  eventId: EventIdSchema.meta({
    description: 'The same each time the event is sent: ignore an id that you know.',
  }),
  sequence: z.int().positive().meta({
    description:
      'Number of the change within the import, from 1, without gaps. If a lower number arrives after a higher one, ignore it.',
  }),
  time: z.iso.datetime().meta({ description: 'When the status changed.' }),
  importId: ImportIdSchema.meta({ description: 'The id of the import, as in the API and the e-mails.' }),
  tenant: TenantSchema.meta({ description: 'The tenant whose users are imported.' }),
  importType: z
    .string()
    .meta({ description: 'The type that the upload named, or `auto` until the file was inspected.' }),
  status: ImportStatusSchema.meta({ description: 'The new [status](architecture.md#statuses).' }),
  previousStatus: ImportStatusSchema.optional().meta({ description: 'Absent for a new import.' }),
  isFinal: z.boolean().meta({ description: 'Whether the import has ended. It may be resumed later.' }),
  attempt: z.int().positive().meta({ description: '1, and one more for each time the import is resumed.' }),
  requestId: z
    .string()
    .optional()
    .meta({ description: "Your own id of the upload: `rollcall-request-id`, or the API's `requestId`." }),
  upload: z
    .object({
      etag: z.string(),
      versionId: z.string().optional(),
      bytes: z.int().nonnegative(),
    })
    .optional()
    .meta({
      description:
        'The uploaded object, by what S3 answered to the upload. A sender without the API finds its import by it.',
    }),
  counts: CountsSchema.optional().meta({
    description:
      'Records by outcome, when they are known. For `AWAITING_CONFIRMATION` and `EVALUATED`: what the import would do.',
  }),
  reasonCode: z
    .string()
    .optional()
    .meta({ description: 'Why the import was not completed: a code of [errors.md](errors.md).' }),
  results: z
    .object({
      bucket: z.string(),
      prefix: z.string().meta({ description: 'The files of the import have keys that begin with it.' }),
      apiPath: z.string().meta({ description: 'The import in the API, with the list of its files.' }),
    })
    .optional()
    .meta({ description: 'Where the files are. Present when there are some.' }),
});
export type StatusChanged = z.output<typeof StatusChangedSchema>;
