import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { askYesNo } from '../../cli/terminal/ask-yes-no.ts';

async function ask(keys: string, isEnd = false) {
  const input = new PassThrough();
  const output = new PassThrough();
  const answer = askYesNo('Import it? [y/N] ', { input, output });
  input.write(keys);
  if (isEnd) input.end();
  const isYes = await answer;
  output.end();
  return { isYes, shown: await text(output) };
}

describe('a question on the terminal', () => {
  it.each([
    ['y\r', true],
    ['Yes\r', true],
    [' yes \r', true],
    ['\r', false],
    ['n\r', false],
    ['yesterday\r', false],
  ])('the answer %j is a yes: %s', async (keys, isYes) => {
    expect((await ask(keys)).isYes).toBe(isYes);
  });

  it.each([
    ['Ctrl-C', '\u0003', false],
    ['Ctrl-C after a letter', 'y\u0003', false],
    ['Ctrl-D', '\u0004', false],
    ['the end of the input', '', true],
  ])('%s counts as no and ends the line', async (_, keys, isEnd) => {
    const { isYes, shown } = await ask(keys, isEnd);
    expect(isYes).toBe(false);
    expect(shown).toMatch(/Import it\? \[y\/N\] [\s\S]*\n$/);
  });
});
