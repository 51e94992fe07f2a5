import { ObjectCreatedEventSchema } from '../lambdas/contracts/object-created-event.ts';
import { parseExecutionName } from '../lambdas/core/execution-name.ts';
import { visible } from '../lambdas/core/show-value.ts';
import { parseUploadKey } from '../lambdas/core/upload-key.ts';
import type { Cloud } from '../local/cloud-types.ts';
import type { Course } from './course.ts';

/** What the process before left: imports that were interrupted, and uploads that become imports now. A line for each. */
export function describeLeft(left: Cloud['left'] | undefined, course: Course): readonly string[] {
  if (left === undefined) return [];
  // An import and its recovery may both have been running.
  const interrupted = new Set(left.executions.flatMap((name) => parseExecutionName(name)?.importId ?? []));
  interrupted.delete(course.importId ?? '');
  const uploads = new Set(left.events.flatMap((event) => fileOf(event) ?? []));
  return [
    ...[...interrupted].map((importId) => course.whenLeft(importId)),
    ...[...uploads].map(
      (file) =>
        `${visible(file)} was uploaded when Rollcall was stopped: it is imported now, and its e-mail tells what became of it`,
    ),
  ];
}

function fileOf(event: unknown): string | undefined {
  const upload = ObjectCreatedEventSchema.safeParse(event);
  return upload.success ? parseUploadKey(upload.data.detail.object.key)?.fileName : undefined;
}
