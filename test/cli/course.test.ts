import { describe, expect, it } from 'vitest';
import { Course } from '../../cli/course.ts';
import { npmCommand } from '../../cli/npm-command.ts';

const ID = `imp_${'0'.repeat(26)}`;
const never = () => new Promise<undefined>(() => undefined);

function course(place: Course['place'], isOwn: boolean): Course {
  const made = new Course('.rollcall');
  Object.assign(made, { place, isOwn });
  return made;
}

const BEGINNING = { at: 'beginning' } as const;
const UPLOAD = { at: 'upload', find: never } as const;
const IMPORT = { at: 'import', importId: ID } as const;
const END = { at: 'end', exitCode: 1 } as const;

describe('a command that is interrupted', () => {
  it.each<[string, Course['place'], boolean, string]>([
    ['before its upload', BEGINNING, true, 'Interrupted before anything was imported.'],
    [
      'in its upload',
      UPLOAD,
      true,
      'it is imported as soon as a command, or npm start, runs on .rollcall again',
    ],
    ['in its upload elsewhere', UPLOAD, false, 'it is imported all the same; its e-mail tells.'],
    ['in its import', IMPORT, true, `To go on with it: npm run resume -- ${ID}`],
    [
      'in its import elsewhere',
      IMPORT,
      false,
      `${ID} goes on without this command. To stop it: npm run cancel`,
    ],
    ['when it has shown its result', END, true, 'The cloud was stopped, and with it whatever used it.'],
  ])('%s says what that means', (_, place, isOwn, words) => {
    expect(course(place, isOwn).whenInterrupted()).toContain(words);
  });

  it('says nothing when it had ended and its cloud goes on', () => {
    expect(course(END, false).whenInterrupted()).toBe('');
  });

  it('finds the import that its upload became, and gives up where nothing is found', async () => {
    const found = course({ at: 'upload', find: async () => ID }, false);
    await found.lookForImport();
    expect(found.place).toEqual(IMPORT);
    const failing = course({ at: 'upload', find: () => Promise.reject(new Error('refused')) }, false);
    await failing.lookForImport();
    expect(failing.place.at).toBe('upload');
  });
});

describe('a command whose cloud was stopped', () => {
  it.each<[Course['place'], string]>([
    [BEGINNING, 'Run this command again.'],
    [UPLOAD, 'look there before you send it again'],
    [IMPORT, `npm run resume -- ${ID}`],
  ])('says how it goes on: %o', (place, words) => {
    expect(course(place, false).whenStopped()).toContain(words);
  });
});

describe('a line to be pasted', () => {
  it.each([
    ['.rollcall', ''],
    ['/tmp/state-1', ' --state /tmp/state-1'],
    ["it's $HOME", " --state 'it'\\''s $HOME'"],
  ])('names the directory %j where it is another one', (state, end) => {
    expect(npmCommand('resume', ID, state)).toBe(`npm run resume -- ${ID}${end}`);
  });
});
