import { describe, expect, it } from 'vitest';
import { createPaceMeter } from '../../cli/terminal/rate.ts';
import { barProgress, lineProgress, type ProgressDisplay } from '../../cli/terminal/show-progress.ts';

/** What a display writes, with a clock that the test sets. */
function shown(
  create: (
    stream: { write(text: string): boolean; columns: number },
    meter: ReturnType<typeof createPaceMeter>,
  ) => ProgressDisplay,
  show: (display: ProgressDisplay, at: (ms: number) => void) => void,
): string {
  let now = 0;
  let text = '';
  const stream = {
    columns: 120,
    write(piece: string) {
      text += piece;
      return true;
    },
  };
  show(
    create(
      stream,
      createPaceMeter(() => now),
    ),
    (ms) => {
      now = ms;
    },
  );
  return text;
}

describe('the progress of an import', () => {
  it('has one line for each tenth of the records, with rate and time left', () => {
    const text = shown(lineProgress as Parameters<typeof shown>[0], (display, at) => {
      display.import({ phase: 'splitting', records: 0, recordsDone: 0 });
      display.import({ phase: 'importing', records: 1000, recordsDone: 0 });
      at(2000);
      display.import({ phase: 'importing', records: 1000, recordsDone: 100 });
      display.import({ phase: 'importing', records: 1000, recordsDone: 110 });
      display.import({ phase: 'collecting', records: 1000, recordsDone: 1000 });
    });
    expect(text.trimEnd().split('\n')).toEqual([
      'Splitting the file into chunks',
      'Importing 1,000 records: 0 %',
      'Importing 1,000 records: 10 %, 50 records/s, 18 s left',
      'Importing 1,000 records: 100 %',
      'Collecting the results',
    ]);
  });

  it('names the chunks in progress until a rate is known, on a line that is drawn again', () => {
    const text = shown(barProgress as Parameters<typeof shown>[0], (display, at) => {
      display.import({ phase: 'importing', records: 5000, recordsDone: 0 });
      display.import({ phase: 'importing', records: 5000, recordsDone: 0, chunksRunning: 1 });
      display.import({ phase: 'importing', records: 5000, recordsDone: 0, chunksRunning: 2 });
      at(4000);
      display.import({ phase: 'importing', records: 5000, recordsDone: 2500, chunksRunning: 2 });
      display.import({ phase: 'importing', records: 5000, recordsDone: 5000, chunksRunning: 0 });
      display.stop();
    });
    const drawn = text.split('\r\u001b[K').slice(1);
    expect(drawn.shift()).toMatch(/ {3}0 % 0 of 5,000 records, starting$/);
    expect(drawn[0]).toContain('0 of 5,000 records, 1 chunk in progress for 0 s');
    expect(drawn[1]).toContain('2 chunks in progress');
    expect(drawn[2]).toMatch(
      /^Importing █{12}░{12} {2}50 % 2,500 of 5,000 records, 625 records\/s, 4 s left$/,
    );
    expect(drawn[3]).toMatch(/5,000 of 5,000 records$/);
    expect(drawn[4]).toBe('');
    expect(text).not.toContain('\n');
  });

  it('counts 1 record', () => {
    const text = shown(lineProgress as Parameters<typeof shown>[0], (display) =>
      display.import({ phase: 'evaluating', records: 1, recordsDone: 0 }),
    );
    expect(text).toBe('Evaluating 1 record: 0 %\n');
  });
});

describe('the rate', () => {
  it('ignores records that were done before the first observation', () => {
    let now = 0;
    const meter = createPaceMeter(() => now);
    expect(meter.observe(500, 1000)).toBeUndefined();
    now = 1000;
    expect(meter.observe(500, 1000)).toBeUndefined();
    now = 10_000;
    expect(meter.observe(600, 1000)).toEqual({ perSecond: 10, msLeft: 40_000 });
  });

  it('stays the same while a chunk is in progress, and the time left does not rise', () => {
    let now = 0;
    const meter = createPaceMeter(() => now);
    const at = (ms: number, done: number) => {
      now = ms;
      return meter.observe(done, 10_000);
    };
    at(0, 0);
    expect(at(10_000, 2500)).toEqual({ perSecond: 250, msLeft: 30_000 });
    expect(at(15_000, 2500)).toEqual({ perSecond: 250, msLeft: 25_000 });
    expect(at(20_000, 5000)).toEqual({ perSecond: 250, msLeft: 20_000 });
    expect(at(60_000, 5000)).toEqual({ perSecond: 250, msLeft: 1000 });
  });

  it('begins again in another phase', () => {
    let now = 0;
    const meter = createPaceMeter(() => now);
    meter.observe(0, 1000);
    now = 5000;
    meter.observe(1000, 1000);
    expect(meter.observe(0, 1000)).toBeUndefined();
    now = 7000;
    expect(meter.observe(200, 1000)).toEqual({ perSecond: 100, msLeft: 8000 });
  });
});
