import type { Phase, Progress } from '../../lambdas/core/lifecycle/progress.ts';
import { canRedraw } from './capabilities.ts';
import { duration, grouped, plural } from './plural.ts';
import { createPaceMeter, type Pace } from './rate.ts';

/** Shows how far the work is, on stderr: stdout is for results. */
export interface ProgressDisplay {
  /** A step without a measure, or a hint. */
  step(text: string): void;
  upload(bytes: number, totalBytes: number): void;
  import(progress: Progress): void;
  /** Removes the bar. */
  stop(): void;
}

/** An import that has ended is described by its summary. */
export const PHASES: Readonly<Record<Exclude<Phase, 'ended'>, string>> = {
  uploading: 'Waiting for the upload',
  inspecting: 'Inspecting the file',
  splitting: 'Splitting the file into chunks',
  evaluating: 'Evaluating',
  confirming: 'Waiting for the confirmation',
  waiting: 'Waiting for earlier imports of the same tenant',
  importing: 'Importing',
  collecting: 'Collecting the results',
  cancelling: 'Cancelling',
  notifying: 'Sending the e-mail',
};

/**
 * A bar on a terminal, lines elsewhere. With `--json`, nothing is shown unless a person watches: scripts that want the JSON
 * get an empty stderr, errors aside.
 */
export function progressDisplay(stream: NodeJS.WriteStream, json: boolean): ProgressDisplay {
  if (canRedraw(stream)) return barProgress(stream);
  return json ? SILENT : lineProgress(stream);
}

const SILENT: ProgressDisplay = { step() {}, upload() {}, import() {}, stop() {} };

type Measured = 'importing' | 'evaluating';

const isMeasured = (phase: Phase): phase is Measured => phase === 'importing' || phase === 'evaluating';

/** One line for each step and each tenth of the records: the logs of a build server stay readable. */
export function lineProgress(
  stream: Pick<NodeJS.WritableStream, 'write'>,
  meter = createPaceMeter(),
): ProgressDisplay {
  let shown = '';
  /** The last line of a measured phase that was not seen at its end: it is written when the next phase begins. */
  let end: string | undefined;
  const show = (text: string, more = ''): void => {
    if (text !== shown) stream.write(`${text}${more}\n`);
    shown = text;
  };
  return {
    step: show,
    upload: () => show('Uploading'),
    import: ({ phase, records, recordsDone }) => {
      if (isMeasured(phase)) {
        const tenths = Math.floor((recordsDone * 10) / Math.max(1, records)) * 10;
        const pace = meter.observe(recordsDone, records);
        show(
          tenth(phase, records, tenths),
          pace === undefined || tenths === 100 ? '' : `, ${describePace(pace)}`,
        );
        end = tenth(phase, records, 100);
        return;
      }
      if (end !== undefined && recordsDone === records) show(end);
      end = undefined;
      if (phase !== 'ended') show(PHASES[phase]);
    },
    stop: () => {},
  };
}

function tenth(phase: Measured, records: number, percent: number): string {
  return `${PHASES[phase]} ${plural(records, 'record')}: ${percent} %`;
}

/** `1,250 records/s, 40 s left`. */
export function describePace({ perSecond, msLeft }: Pace): string {
  const rate = perSecond < 10 ? perSecond.toFixed(1) : grouped(Math.round(perSecond));
  return `${rate} records/s, ${duration(msLeft)} left`;
}

/** Until a rate is known, the chunks that have started and the seconds show that the import moves. */
function describeMotion(pace: Pace | undefined, chunksRunning: number, elapsedMs: number): string {
  if (pace !== undefined) return describePace(pace);
  return chunksRunning === 0
    ? 'starting'
    : `${plural(chunksRunning, 'chunk')} in progress for ${duration(elapsedMs)}`;
}

const BAR_CELLS = 24;
const CLEAR_LINE = '\r\u001b[K';

/** One line that is drawn again and again, below the steps that have been shown. */
export function barProgress(
  stream: Pick<NodeJS.WriteStream, 'write' | 'columns'>,
  meter = createPaceMeter(),
): ProgressDisplay {
  let isDrawn = false;
  let shown = '';
  const stop = (): void => {
    if (isDrawn) stream.write(CLEAR_LINE);
    isDrawn = false;
  };
  const show = (text: string): void => {
    stop();
    if (text !== shown) stream.write(`${text}\n`);
    shown = text;
  };
  const draw = (text: string): void => {
    // A line that wraps could not be cleared.
    stream.write(`${CLEAR_LINE}${text.slice(0, Math.max(0, (stream.columns || 80) - 1))}`);
    isDrawn = true;
  };
  return {
    step: show,
    upload: (bytes, total) => draw(`Uploading ${bar(bytes, total)} ${size(bytes)} of ${size(total)}`),
    import: ({ phase, records, recordsDone, chunksRunning = 0 }) => {
      if (!isMeasured(phase)) {
        if (phase !== 'ended') show(PHASES[phase]);
        return;
      }
      const pace = meter.observe(recordsDone, records);
      const more =
        recordsDone === records ? '' : `, ${describeMotion(pace, chunksRunning, meter.elapsedMs())}`;
      draw(
        `${PHASES[phase]} ${bar(recordsDone, records)} ${grouped(recordsDone)} of ${plural(records, 'record')}${more}`,
      );
    },
    stop,
  };
}

function bar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * BAR_CELLS);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
