import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../../../page/imports/progress/timeline.ts';

const createdAt = '2026-11-29T10:00:00.000Z';
const at = (seconds: number) => new Date(Date.parse(createdAt) + seconds * 1000).toISOString();
const marks = { done: '+', current: '>', ahead: '-' };

function shown(view: Parameters<typeof timelineOf>[0]): string {
  return timelineOf(view)
    .map(({ step, state }) => `${marks[state]}${step}`)
    .join(' ');
}

describe('the steps of an import', () => {
  it.each([
    ['uploading', '>upload -read -import -results'],
    ['inspecting', '+upload >read -import -results'],
    ['splitting', '+upload >read -import -results'],
    ['evaluating', '+upload +read >evaluate -import -results'],
    ['confirming', '+upload +read +evaluate >confirm -import -results'],
    ['waiting', '+upload +read >import -results'],
    ['importing', '+upload +read >import -results'],
    ['collecting', '+upload +read +import >results'],
    ['notifying', '+upload +read +import +results'],
    ['ended', '+upload +read +import +results'],
  ] as const)('while it is %s, are %s', (stage, expected) => {
    expect(shown({ stage, timings: { createdAt } })).toBe(expected);
  });

  it.each([
    ['confirm', '+upload +read +evaluate +confirm +import >results'],
    ['evaluate', '+upload +read +evaluate +import >results'],
    ['import', '+upload +read +import >results'],
  ] as const)('of the purpose %s are the same from the upload to the end', (purpose, atEnd) => {
    const steps = (stage: 'uploading' | 'splitting' | 'evaluating' | 'collecting') =>
      timelineOf({ stage, timings: { createdAt } }, purpose).map(({ step }) => step);
    const stages = ['uploading', 'splitting', 'collecting'] as const;
    expect(new Set(stages.map((stage) => steps(stage).join())).size).toBe(1);
    expect(steps('collecting')).toEqual(atEnd.split(' ').map((text) => text.slice(1)));
  });

  it('keep the preview and the confirmation after they are done', () => {
    const timings = { createdAt, evaluationStartedAt: at(2), evaluatedAt: at(5), confirmedAt: at(65) };
    expect(shown({ stage: 'importing', timings })).toBe('+upload +read +evaluate +confirm >import -results');
  });

  it('have the seconds of those that are done and whose times are known', () => {
    const timings = { createdAt, uploadedAt: at(90), startedAt: at(91), splitAt: at(95.5) };
    const seconds = timelineOf({ stage: 'importing', timings }).map((item) => item.seconds);
    expect(seconds).toEqual([90, 4.5, undefined, undefined]);
  });
});
