import { putEvents, readImage } from '../../composition/event-ports.ts';
import { resultsBucket } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { TableStreamEventSchema } from '../../contracts/table-stream-event.ts';
import { createPublishStatusChanges } from './handler.ts';

export const handler = task('publish-status-changes', TableStreamEventSchema, createPublishStatusChanges, {
  putEvents,
  readImage,
  resultsBucket,
});
