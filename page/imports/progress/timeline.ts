import type { ImportView } from '../../../client/rollcall-client.ts';

const STEPS = ['upload', 'read', 'evaluate', 'confirm', 'import', 'results'] as const;
export type TimelineStep = (typeof STEPS)[number];

export interface TimelineItem {
  readonly step: TimelineStep;
  readonly state: 'done' | 'current' | 'ahead';
  /** Of a step that is done. */
  readonly seconds?: number;
}

/** Stages that have no step of their own come after the last one. */
const STEP_OF: Readonly<Partial<Record<ImportView['stage'], TimelineStep>>> = {
  uploading: 'upload',
  inspecting: 'read',
  splitting: 'read',
  evaluating: 'evaluate',
  confirming: 'confirm',
  waiting: 'import',
  importing: 'import',
  collecting: 'results',
};

type Timings = ImportView['timings'];

const TIMES: Readonly<Record<TimelineStep, readonly [from: keyof Timings, to: keyof Timings]>> = {
  upload: ['createdAt', 'uploadedAt'],
  read: ['startedAt', 'splitAt'],
  evaluate: ['evaluationStartedAt', 'evaluatedAt'],
  confirm: ['evaluatedAt', 'confirmedAt'],
  import: ['importStartedAt', 'collectingStartedAt'],
  results: ['collectingStartedAt', 'endedAt'],
};

export type Purpose = NonNullable<ImportView['choices']>['options']['purpose'];

/** The steps of an import in order. Only an import that is confirmed has the steps for it. With its purpose, they stay the same. */
export function timelineOf(
  { stage, timings }: Pick<ImportView, 'stage' | 'timings'>,
  purpose?: Purpose,
): readonly TimelineItem[] {
  const isConfirmed = purpose === 'confirm' || timings.confirmedAt !== undefined || stage === 'confirming';
  const isEvaluated =
    purpose === 'evaluate' || timings.evaluationStartedAt !== undefined || stage === 'evaluating';
  const steps = STEPS.filter(
    (step) => (step !== 'evaluate' || isEvaluated || isConfirmed) && (step !== 'confirm' || isConfirmed),
  );
  const current = STEP_OF[stage];
  const at = current === undefined ? steps.length : steps.indexOf(current);
  return steps.map((step, index) => {
    if (index > at) return { step, state: 'ahead' };
    if (index === at) return { step, state: 'current' };
    const seconds = secondsOf(timings, TIMES[step]);
    return { step, state: 'done', ...(seconds !== undefined && { seconds }) };
  });
}

function secondsOf(
  timings: Timings,
  [from, to]: readonly [keyof Timings, keyof Timings],
): number | undefined {
  const [start, end] = [timings[from], timings[to]];
  if (start === undefined || end === undefined) return undefined;
  return Math.max(0, (Date.parse(end) - Date.parse(start)) / 1000);
}
