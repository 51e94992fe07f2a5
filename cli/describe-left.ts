import { ObjectCreatedEventSchema } from '../lambdas/contracts/object-created-event.ts';
import { parseExecutionName } from '../lambdas/core/naming/execution-name.ts';
import { parseUploadKey } from '../lambdas/core/naming/upload-key.ts';
import { visible } from '../lambdas/core/wording/show-value.ts';
import type { Cloud } from '../local/cloud-types.ts';
import type { Course } from './course.ts';
import { npmCommand } from './npm-command.ts';

/** What the process before left: imports that were interrupted, and uploads that become imports now. A line for each. */
export function describeLeft(
  left: Cloud['left'] | undefined,
  { state, place }: Pick<Course, 'state' | 'place'>,
): readonly string[] {
  if (left === undefined) return [];
  const interrupted = interruptedImports(left);
  if (place.at === 'import') interrupted.delete(place.importId);
  const uploads = new Set(left.events.flatMap((event) => fileOf(event) ?? []));
  return [
    ...[...interrupted].map((importId) => describeInterrupted(importId, state)),
    ...[...uploads].map(
      (file) =>
        `${visible(file)} was uploaded when Rollcall was stopped: it is imported now, and its e-mail tells what became of it`,
    ),
  ];
}

/** Their ids: an import and its recovery may both have been running. */
export function interruptedImports({ executions }: Cloud['left']): Set<string> {
  return new Set(executions.flatMap((name) => parseExecutionName(name)?.importId ?? []));
}

export function describeInterrupted(importId: string, state: string): string {
  return `${importId} was interrupted when Rollcall was stopped. To go on with it: ${npmCommand('resume', importId, state)}`;
}

function fileOf(event: unknown): string | undefined {
  const upload = ObjectCreatedEventSchema.safeParse(event);
  return upload.success ? parseUploadKey(upload.data.detail.object.key)?.fileName : undefined;
}
