import { describe, expect, it } from 'vitest';
import { canRedraw } from '../../cli/terminal/capabilities.ts';

const terminal = { isTTY: true } as NodeJS.WriteStream;
const pipe = { isTTY: false } as NodeJS.WriteStream;

describe('bars, colours and questions', () => {
  it.each([
    ['on a terminal', terminal, {}, true],
    ['on a terminal with CI=false', terminal, { CI: 'false' }, true],
    ['not on a pipe', pipe, {}, false],
    ["not on a build server's terminal", terminal, { CI: 'true' }, false],
    ['not on a terminal that cannot redraw', terminal, { TERM: 'dumb' }, false],
  ])('appear %s', (_, stream, environment, expected) => {
    expect(canRedraw(stream, environment)).toBe(expected);
  });
});
