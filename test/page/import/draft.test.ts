import { describe, expect, it } from 'vitest';
import { changeDraft } from '../../../page/import/draft.ts';

const file = new File(['id\n1\n'], 'users.csv');
const draft = { importType: 'participants', file, map: { Mail: 'email' }, options: { locale: 'de-DE' } };

describe('changeDraft', () => {
  it.each([
    ['another file', { file: new File(['id\n2\n'], 'users.csv') }],
    ['another type', { importType: 'workspace-users' }],
  ])('%s forgets the mapping and the options', (_, patch) => {
    expect(changeDraft(draft, patch)).toEqual({ importType: draft.importType, file, ...patch });
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

  it('undefined removes a part, and what was chosen for it', () => {
    expect(changeDraft(draft, { file: undefined })).toEqual({ importType: 'participants' });
  });
});
