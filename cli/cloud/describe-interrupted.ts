import { ObjectCreatedEventSchema } from '../../lambdas/contracts/object-created-event.ts';
import { parseExecutionName } from '../../lambdas/core/naming/execution-name.ts';
import { parseUploadKey } from '../../lambdas/core/naming/upload-key.ts';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import type { Cloud } from '../../local/cloud-types.ts';
import { commandLine } from '../program/command-line.ts';
import type { Place } from '../program/place.ts';
import type { CommandState } from './command-state.ts';

/** One line for each import that the previous process interrupted, and for each of its uploads that is imported now. */
export function describeInterrupted(
  interrupted: Cloud['interrupted'] | undefined,
  { place, stage }: Pick<CommandState, 'place' | 'stage'>,
): readonly string[] {
  if (interrupted === undefined) return [];
  const imports = interruptedImports(interrupted);
  if (stage.at === 'import') imports.delete(stage.importId);
  const uploads = new Set(interrupted.events.flatMap((event) => fileOf(event) ?? []));
  return [
    ...[...imports].map((importId) => describeInterruptedImport(importId, place)),
    ...[...uploads].map(
      (file) =>
        `${visible(file)} was uploaded just before Rollcall was stopped. It is imported now; its result is sent by e-mail`,
    ),
  ];
}

/** Their ids, each once: an import and its recovery may both have been running. */
export function interruptedImports({ executions }: Cloud['interrupted']): Set<string> {
  return new Set(executions.flatMap((name) => parseExecutionName(name)?.importId ?? []));
}

export function describeInterruptedImport(importId: string, place: Place): string {
  return `${importId} was interrupted when Rollcall was stopped. To resume it: ${commandLine('resume', importId, place)}`;
}

function fileOf(event: unknown): string | undefined {
  const upload = ObjectCreatedEventSchema.safeParse(event);
  return upload.success ? parseUploadKey(upload.data.detail.object.key)?.fileName : undefined;
}
