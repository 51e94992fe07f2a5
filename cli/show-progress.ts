import { SingleBar } from 'cli-progress';
import type { Progress } from './follow-import.ts';

/** Tells a person how far the work is, on stderr: stdout is the result's. */
export interface ProgressDisplay {
  /** A step that has no measure. */
  step(text: string): void;
  upload(bytes: number, totalBytes: number): void;
  import(progress: Progress): void;
  stop(): void;
}

export const silentProgress: ProgressDisplay = { step() {}, upload() {}, import() {}, stop() {} };

/** Nothing is said of an import that has ended: its summary does. */
const PHASES: Readonly<Record<Exclude<Progress['phase'], 'ended'>, string>> = {
  inspecting: 'Inspecting the file',
  splitting: 'Splitting the file into chunks',
  evaluating: 'Evaluating',
  confirming: 'Waiting for the confirmation',
  waiting: 'Waiting for its turn among the imports of the tenant',
  importing: 'Importing',
  collecting: 'Collecting the results',
  cancelling: 'Cancelling',
  notifying: 'Sending the e-mail',
};

type Measured = 'importing' | 'evaluating';

const isMeasured = (phase: Progress['phase']): phase is Measured =>
  phase === 'importing' || phase === 'evaluating';

export function showProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? barProgress(stream) : lineProgress(stream);
}

/** One line for each step and each tenth of the records: logs of a build server stay readable. */
function lineProgress(stream: NodeJS.WritableStream): ProgressDisplay {
  let said = '';
  /** Of a measured phase that has not been seen at its end: the next one says that it is over. */
  let end: string | undefined;
  const say = (text: string): void => {
    if (text !== said) stream.write(`${text}\n`);
    said = text;
  };
  return {
    step: say,
    upload: () => say('Uploading'),
    import: ({ phase, records, recordsDone }) => {
      if (isMeasured(phase)) {
        const tenths = Math.floor((recordsDone * 10) / Math.max(1, records)) * 10;
        say(measured(phase, records, tenths));
        end = measured(phase, records, 100);
        return;
      }
      if (end !== undefined && recordsDone === records) say(end);
      end = undefined;
      if (phase !== 'ended') say(PHASES[phase]);
    },
    stop: () => {},
  };
}

function measured(phase: Measured, records: number, percent: number): string {
  return `${PHASES[phase]} ${records} records: ${percent} %`;
}

function barProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  const format = '{step} {bar} {percentage}% | {value} of {total} {unit}';
  const bar = new SingleBar({
    format,
    stream,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  let shown = false;
  let said = '';
  const hide = (): void => {
    if (shown) bar.stop();
    shown = false;
  };
  const say = (text: string): void => {
    hide();
    if (text !== said) stream.write(`${text}\n`);
    said = text;
  };
  const measure = (step: string, unit: string, value: number, total: number): void => {
    if (!shown) bar.start(total, value, { step, unit });
    shown = true;
    bar.setTotal(total);
    bar.update(value, { step, unit });
  };
  return {
    step: say,
    upload: (bytes, total) => measure('Uploading', 'bytes', bytes, total),
    import: ({ phase, records, recordsDone }) => {
      if (isMeasured(phase)) measure(PHASES[phase], 'records', recordsDone, records);
      else if (phase !== 'ended') say(PHASES[phase]);
    },
    stop: hide,
  };
}
