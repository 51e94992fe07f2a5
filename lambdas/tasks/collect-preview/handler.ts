import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { AttemptReference, PreviewResult } from '../../contracts/state-payloads.ts';
import { attemptOf } from '../../core/lifecycle/attempt.ts';
import { sentencePlace } from '../../core/wording/describe-place.ts';
import type { Overlay } from '../../evaluation/overlay.ts';
import type { OverlayStep } from '../../evaluation/overlay-cells.ts';
import { purposeOf } from '../../import-types/registry.ts';
import { splitImport } from '../../processing/import-stage.ts';
import { type CollectPorts, collectFiles } from '../../reporting/collect-files.ts';
import { endImport, howItEnded } from '../../reporting/end-import.ts';
import { PREVIEW } from '../../reporting/report-kind.ts';
import type { ResultFiles } from '../../reporting/result-files.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { FileRejected } from '../../runtime/errors.ts';
import { recordRejection } from '../../runtime/record-rejection.ts';

export interface CollectPreviewPorts extends CollectPorts {
  readonly imports: CollectPorts['imports'] & Pick<ImportStore, 'end' | 'update' | 'notePreview'>;
  /** The users after the last step of the evaluation: referral codes are looked up in it. */
  readonly openOverlay: (step: OverlayStep) => Pick<Overlay, 'users'>;
  readonly now: () => Date;
}

/**
 * Merges the results of the evaluation into preview.csv and decides what follows: the end, the confirmation, or the
 * import. A record may reject the whole file: this happens here, before anything is written.
 */
export function createCollectPreview(ports: CollectPreviewPorts) {
  return async (reference: AttemptReference, runtime: TaskRuntime): Promise<PreviewResult> => {
    const { importId } = reference;
    const item = splitImport(await ports.imports.read(importId));
    const attempt = attemptOf(reference, item);
    if (item.attempt !== attempt)
      return { next: 'END', ...howItEnded(item, attempt), confirmationSeconds: 1 };
    const { users } = ports.openOverlay({ importId, order: Number.MAX_SAFE_INTEGER });
    const collection = { item, kind: PREVIEW, attempt };
    const report = await collectFiles({ ...ports, users }, collection, runtime);
    if (report === undefined) return { next: 'COLLECT', status: item.status, confirmationSeconds: 1 };
    const { rejections: _, ...preview } = report;
    await ports.imports.notePreview(importId, attempt, preview);
    await recordRejection(ports.imports, importId, async () => rejectIfAsked(report));
    runtime.logger.info('preview collected', { ...preview.counts });
    const { confirmationHours } = item.settings.limits;
    const purpose = purposeOf(item);
    if (purpose === 'evaluate') {
      const ending = { status: 'EVALUATED', ...preview, endedAt: ports.now().toISOString() } as const;
      const ended = await endImport(ports.imports, reference, ending);
      return { next: 'END', status: ended.status, confirmationSeconds: 1 };
    }
    const next = purpose === 'confirm' ? 'CONFIRM' : 'IMPORT';
    if (next === 'IMPORT') await ports.imports.update(importId, { evaluation: 'PASSED' });
    return { next, status: item.status, confirmationSeconds: confirmationHours * 3600 };
  };
}

function rejectIfAsked({ rejections }: ResultFiles): void {
  const [first, ...others] = rejections;
  if (first === undefined) return;
  const place = sentencePlace(first.recordNumber, first.line);
  const more =
    others.length === 0 ? '' : ' More records have errors that reject the file: see the errors file.';
  throw new FileRejected('RECORD_REJECTS_FILE', `${place}: ${first.message}. Nothing was imported.${more}`);
}
