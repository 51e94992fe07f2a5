import { describe, expect, it } from 'vitest';
import { CommandState } from '../../../cli/cloud/command-state.ts';
import { commandLine } from '../../../cli/program/command-line.ts';

const ID = `imp_${'0'.repeat(26)}`;
const never = () => new Promise<undefined>(() => undefined);

function commandState(stage: CommandState['stage'], isOwn: boolean): CommandState {
  const made = new CommandState('.rollcall');
  Object.assign(made, { stage, isOwn });
  return made;
}

const BEGINNING = { at: 'beginning' } as const;
const UPLOAD = { at: 'upload', find: never } as const;
const IMPORT = { at: 'import', importId: ID } as const;
const QUESTION = { at: 'question', importId: ID } as const;
const END = { at: 'end', exitCode: 1 } as const;

describe('a command that is interrupted', () => {
  it.each<[string, CommandState['stage'], boolean, string]>([
    ['before its upload', BEGINNING, true, 'Interrupted before anything was imported.'],
    ['in its upload', UPLOAD, true, 'the file is imported when the cloud on .rollcall starts again'],
    [
      'in its upload elsewhere',
      UPLOAD,
      false,
      'the file is imported without this command. To check: npx rollcall list',
    ],
    ['in its import', IMPORT, true, `To resume it: npx rollcall resume ${ID}`],
    [
      'in its import elsewhere',
      IMPORT,
      false,
      `${ID} continues without this command. To cancel it: npx rollcall cancel`,
    ],
    [
      'at the question',
      QUESTION,
      true,
      `still waits for a confirmation.\nTo confirm it: npx rollcall confirm ${ID}\nTo cancel it: npx rollcall cancel ${ID}`,
    ],
    [
      'at the question elsewhere',
      QUESTION,
      false,
      `still waits for a confirmation.\nTo confirm it: npx rollcall confirm ${ID}\nTo cancel it: npx rollcall cancel ${ID}`,
    ],
    ['when it has shown its result', END, true, 'The cloud was stopped, and all commands that used it'],
  ])('%s says how to continue', (_, stage, isOwn, words) => {
    expect(commandState(stage, isOwn).whenInterrupted()).toContain(words);
  });

  it('prints nothing when it had ended and its cloud continues', () => {
    expect(commandState(END, false).whenInterrupted()).toBe('');
  });

  it('finds the import that its upload became, and gives up when there is none', async () => {
    const found = commandState({ at: 'upload', find: async () => ID }, false);
    await found.lookForImport();
    expect(found.stage).toEqual(IMPORT);
    const failing = commandState({ at: 'upload', find: () => Promise.reject(new Error('refused')) }, false);
    await failing.lookForImport();
    expect(failing.stage.at).toBe('upload');
  });
});

describe('a command whose cloud was stopped', () => {
  it.each<[CommandState['stage'], string]>([
    [BEGINNING, 'Run this command again.'],
    [UPLOAD, 'Check before you send it again'],
    [IMPORT, `npx rollcall resume ${ID}`],
    [QUESTION, `npx rollcall confirm ${ID}`],
  ])('says how to continue: %o', (stage, words) => {
    expect(commandState(stage, false).whenStopped()).toContain(words);
  });
});

describe('a line to be pasted', () => {
  it.each([
    ['.rollcall', ''],
    ['/tmp/state-1', ' --state /tmp/state-1'],
    ["it's $HOME", " --state 'it'\\''s $HOME'"],
  ])('names the state directory %j unless it is the default', (state, end) => {
    expect(commandLine('resume', ID, state)).toBe(`npx rollcall resume ${ID}${end}`);
  });
});
