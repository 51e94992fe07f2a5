import type { ImportView } from '../../../client/rollcall-client.ts';
import type { Texts } from '../../texts/en.ts';
import type { Format } from '../../texts/format.ts';
import type { UploadState } from '../../upload/upload-job.ts';

/** What the bar of a running import shows. */
export interface ProgressBar {
  readonly label: string;
  /** 0 to 1; null while it cannot be known. */
  readonly share: number | null;
  readonly value: string;
  /** Rate, time left and place in the queue. */
  readonly facts: readonly string[];
}

interface Words {
  readonly texts: Texts;
  readonly format: Format;
}

export function uploadBar(upload: UploadState, { texts, format }: Words): ProgressBar {
  const { phase, sentBytes, bytes, bytesPerSecond } = upload;
  const left = bytesPerSecond ? (bytes - sentBytes) / bytesPerSecond : undefined;
  return {
    label: texts.upload.phase[phase],
    share: bytes === 0 || phase === 'sent' ? 1 : sentBytes / bytes,
    value: texts.upload.ofBytes(format.bytes(sentBytes), format.bytes(bytes)),
    facts: [
      ...(bytesPerSecond ? [texts.upload.perSecond(format.bytes(bytesPerSecond))] : []),
      ...(left !== undefined ? [texts.detail.timeLeft(format.duration(left))] : []),
    ],
  };
}

export function importBar(
  view: Pick<ImportView, 'stage' | 'progress' | 'queuePosition'>,
  { texts: { detail }, format }: Words,
): ProgressBar {
  const { stage, queuePosition, progress } = view;
  const { records, recordsDone, recordsPerSecond, secondsLeft } = progress;
  // The first one of a queue is the one that runs.
  const isWaiting = queuePosition !== undefined && (queuePosition > 1 || stage === 'waiting');
  return {
    label: detail.stage[stage],
    share: records > 0 ? recordsDone / records : null,
    value: records > 0 ? detail.done(format.number(recordsDone), format.number(records)) : '',
    facts: [
      ...(isWaiting ? [detail.queuePosition(queuePosition)] : []),
      ...(recordsPerSecond !== undefined
        ? [detail.perSecond(format.number(Math.round(recordsPerSecond)))]
        : []),
      ...(secondsLeft !== undefined ? [detail.timeLeft(format.duration(secondsLeft))] : []),
    ],
  };
}
