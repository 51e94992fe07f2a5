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
  const given = await answer;
  output.end();
  return { given, shown: await text(output) };
}

describe('a question on the terminal', () => {
  it.each([
    ['y\r', 'yes'],
    ['Yes\r', 'yes'],
    [' yes \r', 'yes'],
    ['\r', 'no'],
    ['n\r', 'no'],
    [' NO \r', 'no'],
  ])('the answer %j is %s', async (keys, answer) => {
    expect((await ask(keys)).given).toBe(answer);
  });

  it('is asked again after any other word', async () => {
    const { given, shown } = await ask('maybe\ryesterday\ry\r');
    expect(given).toBe('yes');
    expect(shown.split('Answer yes or no.')).toHaveLength(3);
  });

  it.each([
    ['Ctrl-C', '\u0003', false, 'interrupted'],
    ['Ctrl-C after a letter', 'y\u0003', false, 'interrupted'],
    ['Ctrl-D', '\u0004', false, 'no answer'],
    ['the end of the input', '', true, 'no answer'],
  ])('%s is neither yes nor no, and ends the line', async (_, keys, isEnd, answer) => {
    const { given, shown } = await ask(keys, isEnd);
    expect(given).toBe(answer);
    expect(shown).toMatch(/Import it\? \[y\/N\] [\s\S]*\n$/);
  });
});
