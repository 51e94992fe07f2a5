import { describe, expect, it } from 'vitest';
import { changeDraft, fileToSend } from '../../../page/draft/draft.ts';

const file = new File(['id\n1\n'], 'users.csv');
const checked = { file, fileName: 'users.csv', records: 1, isRewritten: false };
const draft = { importType: 'participants', file, map: { Mail: 'email' }, options: { locale: 'de-DE' } };

describe('changeDraft', () => {
  it.each([
    ['another file', { file: new File(['id\n2\n'], 'users.csv') }],
    ['another type', { importType: 'workspace-users' }],
  ])('%s forgets the mapping and the options', (_, patch) => {
    expect(changeDraft(draft, patch)).toEqual({ importType: draft.importType, file, ...patch });
  });

  it('what was checked is forgotten with the mapping', () => {
    expect(changeDraft({ ...draft, checked }, { map: {} })).toEqual({ ...draft, map: {} });
  });

  it('the same file and type forget nothing', () => {
    expect(changeDraft(draft, { file, importType: 'participants' })).toEqual(draft);
  });

  it('another mapping keeps everything else', () => {
    expect(changeDraft(draft, { map: {} })).toEqual({ ...draft, map: {} });
  });

  it('a part that comes with what it was chosen for stays', () => {
    const next = changeDraft(draft, { importType: 'workspace-users', map: { Mail: 'emailAddress' } });
    expect(next).toEqual({ importType: 'workspace-users', file, map: { Mail: 'emailAddress' } });
  });

  it('another file keeps the parameters of the type, and another group reads the same file again', () => {
    const grouped = { ...draft, parameters: { group: 'one' } };
    const other = new File(['id\n2\n'], 'users.csv');
    expect(changeDraft(grouped, { file: other }).parameters).toBe(grouped.parameters);
    const next = changeDraft({ ...grouped, checked }, { parameters: { group: 'two' } });
    expect(next).toEqual({ ...draft, parameters: { group: 'two' } });
  });

  it('undefined removes a part, and what was chosen for it', () => {
    expect(changeDraft(draft, { file: undefined })).toEqual({ importType: 'participants' });
  });
});

describe('fileToSend', () => {
  const encoding = 'windows-1252';
  const given = { ...draft, options: { locale: 'de-DE', encoding } as const };

  it('is the file that was chosen, with its options', () => {
    expect(fileToSend(given)).toEqual({ file, fileName: 'users.csv', options: given.options });
    expect(fileToSend({ ...given, checked })).toEqual(fileToSend(given));
  });

  it('is the corrected file, which is in UTF-8', () => {
    const corrected = { file: new Blob(['id']), fileName: 'users.csv', records: 1, isRewritten: true };
    const { file: sent, options } = fileToSend({ ...given, checked: corrected }) ?? {};
    expect(sent).toBe(corrected.file);
    expect(options).toEqual({ locale: 'de-DE' });
    expect(fileToSend({ ...given, options: { encoding }, checked: corrected })?.options).toBeUndefined();
  });

  it('has the parameters of the type among its options', () => {
    const parameters = { group: 'one' };
    expect(fileToSend({ ...draft, parameters })?.options).toEqual({ locale: 'de-DE', parameters });
  });

  it('is nothing before a file was chosen', () => {
    expect(fileToSend({ importType: 'participants' })).toBeUndefined();
  });
});
